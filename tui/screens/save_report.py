"""Asking where to save something to keep, and saving it there and nowhere else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input, Static

from tui.language import _
from tui.rules.certificate import LONGEST_NAME
from tui.screens.base import style
from tui.screens.confirm import ConfirmScreen
from tui.screens.dialog import Dialog
from tui.storage.keepsakes import CannotSaveError, TakenError, keep, place_for


class SaveScreen(Dialog[Path | None]):
    """Asks for a path, and for a name where one is needed; stays until it is saved or left.

    The ending of the path chooses the form that it is saved in.
    """

    CSS_PATH = style("dialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", show=False)
    ]

    def __init__(
        self,
        question: str,
        forms: Mapping[str, Callable[[str], str]],
        suggestion: Path,
        name_question: str = "",
    ) -> None:
        """Make the dialog.

        Args:
            question: What is asked above the path.
            forms: For each ending of a path what makes the text to be saved, from the name.
            suggestion: The path that stands there at first.
            name_question: What is asked above the name; empty where no name is needed.
        """
        super().__init__()
        self._question = question
        self._forms = forms
        self._suggestion = suggestion
        self._name_question = name_question

    def compose(self) -> ComposeResult:
        """Yield the questions, what can be written, and what went wrong."""
        with Vertical(id="dialog"):
            if self._name_question:
                yield Static(Content(self._name_question), classes="asked")
                yield Input(id="name", max_length=LONGEST_NAME, select_on_focus=False)
            yield Static(Content(self._question), classes="asked")
            yield Input(str(self._suggestion), id="path", select_on_focus=False)
            hint = _("An ending in .md makes it a text, one in .svg a picture.")
            yield Static(Content(hint), id="endings")
            yield Static(id="trouble")
            with Horizontal(id="buttons"):
                yield Button(Content(_("esc Leave")), id="leave", compact=True)
                yield Button(Content(_("enter Save")), id="save", compact=True)

    def on_mount(self) -> None:
        """Wait for what is asked first."""
        for field in self.query(Input):
            field.cursor_blink = self.app.animation_level != "none"
        self.query(Input).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on from the name to the path, and save from there."""
        event.stop()
        if event.input.id == "name":
            self.query_one("#path").focus()
        else:
            self._save_as(event.value.strip())

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or leave with the mouse."""
        if event.button.id == "save":
            self._save_as(self.query_one("#path", Input).value.strip())
        else:
            self.dismiss(None)

    def _save_as(self, written: str) -> None:
        try:
            path = place_for(written, self._forms)
        except CannotSaveError as error:
            self._complain(str(error))
        else:
            names = self.query("#name").results(Input)
            make = self._forms[path.suffix.lower()]
            self._save(path, make("".join(field.value for field in names)), over=False)

    def _save(self, path: Path, text: str, *, over: bool) -> None:
        def overwrite(confirmed: bool | None) -> None:
            if confirmed:
                self._save(path, text, over=True)

        try:
            keep(path, text, over=over)
        except CannotSaveError as error:
            self._complain(str(error))
        except TakenError as taken:
            self.app.push_screen(ConfirmScreen(taken.question, _("Overwrite")), overwrite)
        else:
            self.dismiss(path)

    def _complain(self, text: str) -> None:
        self.query_one("#trouble", Static).update(Content.styled(f"✗ {text}", "$error"))
        self.query_one("#path").focus()


def save_keepsake(
    screen: Screen[Any],
    question: str,
    forms: Mapping[str, Callable[[str], str]],
    suggestion: Path,
    name_question: str = "",
) -> None:
    """Ask where to save something over a screen, and say there where it lies.

    Args:
        screen: The screen.
        question: What is asked above the path.
        forms: For each ending of a path what makes the text to be saved, from the name.
        suggestion: The path that stands there at first.
        name_question: What is asked above the name; empty where no name is needed.
    """

    def saved(path: Path | None) -> None:
        if path is not None:
            screen.notify(_("Saved as {path}").format(path=path), markup=False)

    screen.app.push_screen(SaveScreen(question, forms, suggestion, name_question), saved)
