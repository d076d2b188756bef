"""The debrief: what the case has brought, and what every data set would have done."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.content.models.detective import DataSet
from tui.content.rows import Row
from tui.language import N_, _, current
from tui.rules import detective as rules
from tui.rules.activity import local_day
from tui.rules.case_report import case_report, outcome_text, points_text
from tui.rules.clues import clue_rows
from tui.rules.detective import VERDICTS
from tui.rules.progress import MAX_STARS
from tui.rules.recorded_runs import RecordedRun
from tui.rules.words import word
from tui.screens.base import style
from tui.screens.case import CaseScreen
from tui.screens.commands import GameCommand
from tui.screens.link import show_sources
from tui.widgets.card_text import sources_text
from tui.widgets.cells import around
from tui.widgets.data_card import VERDICT_SIGNS
from tui.widgets.reply_pane import provenance_text
from tui.widgets.scores import scores_table
from tui.widgets.steady import SteadyScroll, SteadyText


class DebriefScreen(CaseScreen):
    """A closed case."""

    CSS_PATH = style("debrief")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand("up,down", "", N_("read on"), N_("Scroll; pgup and pgdn scroll by a screen.")),
        GameCommand("n", "next", N_("next case"), N_("Go on with the next case.")),
        GameCommand("o", "sources", N_("open source"), N_("Open a source in the browser.")),
        GameCommand(
            "p",
            "checkpoints",
            N_("checkpoints"),
            N_("Go through the recorded runs step by step, and compare any two of them."),
        ),
        GameCommand(
            "s", "save", N_("save report"), N_("Save the case report, as a text or as a picture.")
        ),
        GameCommand("a", "again", N_("again"), N_("Take the case once more, from its brief.")),
        GameCommand("escape", "back", N_("back"), N_("Go back to the cases.")),
    )
    HELP = N_(
        "The case is closed. Read what every data set would have done and why. The report can be "
        "saved wherever you say, as a text or as a picture. A case can be taken again for more "
        "stars. Of a recorded case all runs can be gone through step by step and compared."
    )

    def compose_body(self) -> ComposeResult:
        """Yield the result, the data sets, the clues and the sources."""
        with SteadyScroll(id="debrief"):
            yield SteadyText(id="result-text")
            yield SteadyText(id="sets")
            yield SteadyText(id="clues")
            yield SteadyText(id="sources")

    def on_mount(self) -> None:
        """Show the result."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show())
        self._show()
        self.query_one("#debrief").focus()

    def on_resize(self) -> None:
        """Lay out the scores, and offer scrolling only where there is more to read."""
        self.call_after_refresh(self._show)
        self.call_after_refresh(self.refresh_bindings)

    def allows(self, action: str) -> bool:
        """Offer only what makes sense here."""
        match action:
            case "read on":
                return self.query_one("#debrief").max_scroll_y > 0
            case "checkpoints":
                return self.shown_run is not None
            case "next":
                return self.session.following(self.play.key) is not None
            case "sources":
                return bool(self.play.scenario.sources)
        return super().allows(action)

    def action_next(self) -> None:
        """Open the next case."""
        key = self.session.following(self.play.key)
        if key is not None:
            self.routes.open_item(key, instead=True)

    @property
    def shown_run(self) -> RecordedRun | None:
        """The latest of the recorded runs; one that was never made where none of them was."""
        made = [run.dataset for run in self.play.state.runs if run.dataset in self.recorded]
        names = made or list(self.recorded)
        return self.recorded[names[-1]] if names else None

    def action_again(self) -> None:
        """Start the case over."""
        self.keep(self.play.restart)
        self.routes.show_case(self.play)

    def action_sources(self) -> None:
        """Ask whether to open a source of the case."""
        show_sources(self.app, self.play.scenario.sources)

    def action_save(self) -> None:
        """Ask where to save the report, as a text or as a picture."""
        from tui.screens.save_report import save_keepsake

        suggestion = Path("~") / f"case-{self.play.key.item}.md"
        forms = {".md": self._report, ".svg": self._picture}
        save_keepsake(self, _("Save the case report as:"), forms, suggestion)

    def _report(self, _name: str) -> str:
        case, state = self.play.scenario, self.play.state
        today = local_day(self.session.store.now(), None).isoformat()
        return case_report(case, state, today, self._clue_rows(), self.recorded)

    def _picture(self, _name: str) -> str:
        from tui.keepsakes.case_picture import case_picture

        case, state = self.play.scenario, self.play.state
        today = local_day(self.session.store.now(), None).isoformat()
        return case_picture(case, state, today, self.recorded, current())

    def _clue_rows(self) -> dict[str, Row]:
        reader = self.session.reader
        return clue_rows(
            self.play.scenario, self.play.state, lambda data_set: reader.rows(data_set.rows)
        )

    def _show(self) -> None:
        case = self.play.scenario
        score = rules.score(case, self.play.state)
        stars = "★" * score.stars + "☆" * (MAX_STARS - score.stars)
        points = _("{n} points").format(n=score.points)
        self.top_line(" · ".join((self.heading, _("closed"))), f"{stars} {points}")
        self.query_one("#result-text", Static).update(self._result())
        self.query_one("#sets", Static).update(Group(*map(self._data_set, case.datasets)))
        clues = Content("\n").join(self._clues())
        self.query_one("#clues", Static).update(clues)
        self.query_one("#clues").display = bool(clues.plain)
        cites = [source.id for source in case.sources]
        self.query_one("#sources", Static).update(sources_text(case.sources, cites))

    def _result(self) -> Content:
        case, state = self.play.scenario, self.play.state
        score = rules.score(case, state)
        if score.solved:
            head = Content.styled(f"✓ {outcome_text(score)}", "bold $success")
        else:
            solving = [item.title for item in case.datasets if item.verdict == "solves"]
            # Translators: stands between the titles of data sets that would each have done.
            title = _(" or ").join(solving)
            before, after = around(_("It would have been {title}."), "title")
            head = Content.from_markup(
                "[bold $warning]○ $outcome[/]$before[bold]$title[/]$after",
                outcome=_("{outcome}.").format(outcome=outcome_text(score)),
                before=f" {before}",
                title=title,
                after=after,
            )
        return Content("\n").join(
            [
                head,
                Content(points_text(score)),
                Content(""),
                Content.from_markup(
                    "[bold $primary]$head[/]  $text", head=_("To remember"), text=case.takeaway
                ),
                Content(""),
                Content.styled(_("What each data set does"), "bold"),
            ]
        )

    def _data_set(self, candidate: DataSet) -> RenderableType:
        colors = self.app.theme_variables
        sign, tone = VERDICT_SIGNS[candidate.verdict]
        runs = [run.dataset for run in self.play.state.runs]
        verdict = f"{sign} {_(VERDICTS[candidate.verdict])}"
        head = Table.grid(expand=True, padding=(0, 2, 0, 0))
        head.add_column(ratio=1)
        head.add_column(justify="right", no_wrap=True)
        title = Text.assemble((candidate.title, "bold"))
        if candidate.id in runs:
            run = _("run {number}").format(number=runs.index(candidate.id) + 1)
            title.append(f"  {run}", colors.get("primary", ""))
        if candidate.factor:
            text = _("{verdict}: {factor}")
            verdict = text.format(verdict=verdict, factor=word(candidate.factor))
        source = "recorded" if candidate.id in self.recorded else "canned"
        title.append(f"  {provenance_text(source)}", colors.get(source, ""))
        head.add_row(title, Text(verdict, f"bold {colors.get(tone, '')}"))
        parts: list[RenderableType] = [head, Text(candidate.why)]
        if candidate.id in self.recorded:
            scores = self.recorded[candidate.id].measured(self.play.scenario.demands)
            columns = 1 if self.has_class("-narrow") else 2
            parts.append(scores_table(scores, colors, columns))
        return Padding(Group(*parts), (1, 0, 0, 0))

    def _clues(self) -> Iterator[Content]:
        rows = self._clue_rows()
        if rows:
            yield Content.styled(_("Your clues"), "bold")
        for name, row in rows.items():
            data_set, number = name.rsplit(":", 1)
            title = rules.data_set(self.play.scenario, data_set).title
            yield Content.from_markup(
                "[$primary]◆[/] [bold]$place[/]  $prompt → $reply",
                place=_("{title}, row {number}").format(title=title, number=number),
                prompt=row.prompt,
                reply=row.reply,
            )
