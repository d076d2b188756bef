"""Progress: rank, what is mastered and what is shaky, the days, confidence and badges."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from tui.language import N_, _
from tui.rules.badges import Badge
from tui.rules.overview import GROWTH_WEEKS, Overview
from tui.rules.parts import KIND_TITLES
from tui.rules.progress_text import (
    advice_lines,
    badge_how,
    badge_state,
    calibration_verdict,
    days_line,
    growth_line,
    guess_hint,
    legend_line,
    newcomer_lines,
    next_rank_text,
)
from tui.rules.words import word
from tui.screens.base import GameScreen, style
from tui.screens.commands import GameCommand
from tui.storage.overview import read_overview
from tui.storage.session import Session
from tui.widgets import progress_pictures as pictures
from tui.widgets.page_tabs import PageTabs
from tui.widgets.steady import SteadyRow, SteadyScroll, SteadyText

PAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Rank"), ("rank",)),
    (N_("Traits, factors"), ("known", "advice")),
    (N_("Track record"), ("sure", "days")),
    (N_("Badges"), ("badges",)),
)
"""The pages, to be translated, and which widgets are on each."""
_GROWTH_HEIGHT = 3
_MARGIN, _GAP, _SCROLLBAR = 4, 4, 1
_SIDE_BY_SIDE = 72
_RANK_BAR = 24


class ProgressScreen(GameScreen[None]):
    """A learner's progress in the pack, in pages; where there is room, all of them at once."""

    CSS_PATH = style("progress")
    GAME_COMMANDS: ClassVar[tuple[GameCommand, ...]] = (
        GameCommand(
            "right", "turn(1)", N_("page"), N_("Turn the page; a number opens one."), shown="← →"
        ),
        GameCommand("left", "turn(-1)", N_("page back"), N_("Turn back."), in_bar=False),
        *(
            GameCommand(f"{number}", f"open({number - 1})", title, N_("Turn to it."), in_bar=False)
            for number, (title, _widgets) in enumerate(PAGES, start=1)
        ),
        GameCommand("up,down", "", N_("read on"), N_("Scroll; pgup and pgdn scroll by a screen.")),
        GameCommand("enter", "go_on", N_("play on"), N_("Go on with what Home suggests.")),
        GameCommand("r", "review", N_("review"), N_("Answer what has come back.")),
        GameCommand("escape", "back", N_("back"), N_("Go back to where you were.")),
    )
    HELP = N_(
        "Your file. Mastered is what you had right the last time, without a guess or a hint; shaky "
        "is what you answered otherwise; unseen is what nobody has asked you yet. The rank follows "
        "the stars. In the shell, finetune-detective progress says the same in sentences, and "
        "takes it to another machine."
    )

    def __init__(self, session: Session) -> None:
        """Make the screen.

        Args:
            session: The learner's sitting.
        """
        super().__init__(session)
        self._page = 0
        self._seen: Overview | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the pages' names and the pictures."""
        yield PageTabs(id="tabs")
        with SteadyScroll(id="progress"), Container(id="columns"):
            with Container(id="left"):
                for name in ("rank", "sure", "badges"):
                    yield SteadyText(id=name)
            with Container(id="right"):
                with SteadyRow(id="known"):
                    yield SteadyText(id="traits")
                    yield SteadyText(id="factors")
                yield SteadyText(id="advice")
                yield SteadyText(id="days")

    def on_mount(self) -> None:
        """Take the keys that scroll."""
        self.query_one("#progress").focus()

    def on_screen_resume(self) -> None:
        """Read the progress as it is now."""
        self._seen = read_overview(self.session)
        self._show()

    def on_resize(self) -> None:
        """Draw the pictures for the new size."""
        self.call_after_refresh(self._show)

    def on_page_tabs_chosen(self, event: PageTabs.Chosen) -> None:
        """Open the page that was clicked."""
        self.action_open(event.page)

    def allows(self, action: str) -> bool:
        """Offer only what makes sense now."""
        match action:
            case "turn" | "open":
                return not self._is_wide
            case "read on":
                return self.query_one("#progress").max_scroll_y > 0
            case "go_on":
                return self.session.next_step() is not None
            case "review":
                return self.session.due_count() > 0
        return super().allows(action)

    def action_turn(self, by: int) -> None:
        """Turn pages.

        Args:
            by: How many; back where it is negative.
        """
        self.action_open((self._page + by) % len(PAGES))

    def action_open(self, page: int) -> None:
        """Open a page.

        Args:
            page: Its index.
        """
        self._page = page
        self.query_one("#progress").scroll_home(animate=False)
        self._show()

    def action_go_on(self) -> None:
        """Go on with what Home suggests."""
        key = self.session.next_step()
        if key is not None:
            self.routes.open_item(key, instead=True)

    def action_review(self) -> None:
        """Begin a review."""
        self.routes.open_review(instead=True)

    @property
    def _is_wide(self) -> bool:
        return self.has_class("-wide")

    @property
    def _width(self) -> int:
        width = self.size.width - _MARGIN - _SCROLLBAR
        return (width - _GAP) // 2 if self._is_wide else width

    def _show(self) -> None:
        seen = self._seen
        if seen is None:
            return
        count = _("{number} of {total}").format(number=seen.stars, total=seen.most_stars)
        self.top_line(_("Your progress"), f"★ {count}")
        self._arrange()
        width = self._width
        self._write("rank", self._rank(seen, width))
        half = (width - _GAP) // 2 if width >= _SIDE_BY_SIDE else width
        self.query_one("#known").set_class(width < _SIDE_BY_SIDE, "-stacked")
        traits = {word(name): tally for name, tally in seen.traits.items()}
        factors = {word(name): tally for name, tally in seen.factors.items()}
        self._write("traits", [pictures.tallies(_("Traits"), traits, half)] if traits else [])
        self._write("factors", [pictures.tallies(_("Factors"), factors, half)] if factors else [])
        self._write("advice", self._advice(seen))
        self._write("days", self._days(seen, width))
        self._write("sure", self._sure(seen, width))
        self._write("badges", self._badges(seen))
        self.call_after_refresh(self.refresh_bindings)

    def _arrange(self) -> None:
        tabs = self.query_one(PageTabs)
        tabs.display = not self._is_wide
        tabs.show([_(title) for title, _widgets in PAGES], self._page)
        for page, (_title, widgets) in enumerate(PAGES):
            for name in widgets:
                self.query_one(f"#{name}").display = self._is_wide or page == self._page

    def _write(self, name: str, lines: "Iterator[Content | str] | list[Content]") -> None:
        self.query_one(f"#{name}", Static).update(pictures.lines_of(list(lines)))

    def _rank(self, seen: Overview, width: int) -> Iterator[Content | str]:
        if seen.is_blank:
            yield from newcomer_lines()
            yield ""
        yield Content.styled(f"◆ {_(seen.rank.title)}", "bold $primary")
        share = seen.stars / seen.most_stars if seen.most_stars else 0.0
        count = _("{number} of {total} stars").format(number=seen.stars, total=seen.most_stars)
        yield Content.assemble(pictures.bar(share, _RANK_BAR), f"  {count}")
        if seen.rank.next_title:
            yield next_rank_text(seen)
        yield ""
        parts = {_(KIND_TITLES[kind]): tally for kind, tally in seen.parts.items()}
        yield pictures.tallies(_("Questions"), parts, width)
        yield ""
        yield pictures.legend()
        if seen.is_blank:
            yield Content.styled(legend_line(), "$text-dim")
            return
        yield ""
        title = _("Mastered, in the last {n} weeks").format(n=GROWTH_WEEKS)
        yield Content.styled(title, "bold")
        yield pictures.growth(seen.growth, _GROWTH_HEIGHT)
        yield growth_line(seen)

    def _advice(self, seen: Overview) -> Iterator[Content | str]:
        if not self._is_wide:
            yield pictures.legend()
        yield from advice_lines(seen)

    def _days(self, seen: Overview, width: int) -> Iterator[Content | str]:
        yield Content.styled(_("Days"), "bold")
        yield pictures.calendar(seen.days, seen.today, width)
        yield pictures.calendar_legend()
        yield days_line(seen)

    def _sure(self, seen: Overview, width: int) -> Iterator[Content | str]:
        found = seen.calibration
        yield Content.styled(_("How often you were right"), "bold")
        yield pictures.claims(found, width)
        yield calibration_verdict(found)
        if guess_hint(found):
            yield guess_hint(found)

    def _badges(self, seen: Overview) -> Iterator[Content | str]:
        earned = sum(badge.is_earned for badge in seen.badges)
        count = _("{number} of {total}").format(number=earned, total=len(seen.badges))
        yield Content.assemble((_("Badges"), "bold"), f"  {count}")
        for badge in seen.badges:
            yield _badge(badge)


def _badge(badge: Badge) -> Content:
    sign, tone = ("◆", "$success") if badge.is_earned else ("◇", "$text-dim")
    return Content.assemble(
        (sign, tone),
        (f" {_(badge.title)}", "bold"),
        (f"  {badge_state(badge)}", tone),
        f"\n{badge_how(badge)}",
    )
