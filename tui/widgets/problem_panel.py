"""What is wrong with the pack that is being written, below the screen on show."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize

from tui.content.problems import Problem
from tui.language import _, ngettext
from tui.widgets.steady import SteadyScroll, SteadyText


@dataclass(frozen=True, slots=True)
class Notes:
    """What the preview has to say about the pack.

    Attributes:
        label: How the problems call the pack.
        here: The errors in what is on show and in what was saved.
        problems: All problems of the pack.
        reloaded: When the pack was read last, as it is shown; empty for the first time.
        is_folded: Whether the author has folded the panel away.
        is_checked: Whether all of the pack was looked at since.
    """

    label: str = ""
    here: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    reloaded: str = ""
    is_folded: bool = False
    is_checked: bool = True

    @property
    def count(self) -> str:
        """How many problems there are, in words."""
        errors = sum(problem.severity == "error" for problem in self.problems)
        warnings = len(self.problems) - errors
        parts = []
        if errors:
            parts.append(ngettext("{n} error", "{n} errors", errors).format(n=errors))
        if warnings:
            parts.append(ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings))
        if not self.is_checked:
            parts.append("…")
        return _(", ").join(parts) or _("no problems")

    @property
    def mark(self) -> str:
        """One line that says that this is a preview, and how it stands."""
        parts = [_("preview"), self.count]
        if self.reloaded:
            parts.insert(1, _("reloaded {time}").format(time=self.reloaded))
        if self.problems:
            parts.append(_("f7 shows them") if self.here and self.is_folded else "f8")
        return " · ".join(parts)


class ProblemPanel(SteadyScroll, can_focus=False):
    """The errors that concern the author now, and a mark on the top line that this is a preview."""

    def __init__(self, notes: Notes) -> None:
        """Make the panel.

        Args:
            notes: What to say.
        """
        super().__init__(id="problem-panel")
        self._notes = notes
        self._list = SteadyText(id="problem-list")

    def compose(self) -> ComposeResult:
        """Yield the list."""
        yield self._list

    def on_mount(self) -> None:
        """Say it."""
        self.show(self._notes)

    def on_resize(self) -> None:
        """Let the screen share out anew the lines that are left."""
        self._leave_room()

    def on_hide(self) -> None:
        """Let the screen share out all lines again."""
        self._leave_room()

    def show(self, notes: Notes) -> None:
        """Say something else.

        Args:
            notes: What to say.
        """
        self._notes = notes
        if not self.is_attached:
            return  # it is said once the panel is there
        self.display = bool(notes.here) and not notes.is_folded
        number = len(notes.here)
        count = ngettext("{n} error", "{n} errors", number).format(n=number)
        title = _("✗ {errors} · f7 folds this · f8 lists all").format(errors=count)
        self.border_title = Content(title)
        self._list.update(problem_list(notes.here, notes.label))
        for top in self.screen.query("#top"):
            top.border_subtitle = Content(notes.mark)
            top.set_class(any(each.severity == "error" for each in notes.problems), "-faulty")

    def _leave_room(self) -> None:
        if self.is_attached:
            # Screens share out their lines when they are resized, and for them this is the same.
            self.screen.post_message(Resize(self.screen.size, self.screen.size))


def problem_list(problems: Iterable[Problem], label: str) -> Content:
    """Return problems to read, one a paragraph, their files named from the pack's root.

    Args:
        problems: The problems.
        label: How they call the pack.
    """
    return Content("\n").join(_problem(problem, label) for problem in problems)


def _problem(problem: Problem, label: str) -> Content:
    text = str(problem)
    place = f"{problem.file}:{problem.line}:{problem.column}:"
    if not text.startswith(place):
        return Content(text)  # its name is not fit to be shown as it is
    return Content.styled(place.removeprefix(f"{label}/"), "bold $primary") + text[len(place) :]
