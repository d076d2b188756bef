"""Asking where to save something to keep, and saving it there and nowhere else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Button, Input, Static

from tui.language import _
from tui.rules.certificate import LONGEST_NAME
from tui.screens.base import style
from tui.screens.confirm import ConfirmScreen


class SaveScreen(ModalScreen[Path | None]):
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
        if not written:
            self._complain(_("Write where to save it."))
            return
        try:
            path = Path(written).expanduser().absolute()
        except RuntimeError:
            self._complain(_("There is no such home folder."))
        else:
            self._save_in_form(path)

    def _save_in_form(self, path: Path) -> None:
        make = self._forms.get(path.suffix.lower())
        if make is not None:
            names = self.query("#name").results(Input)
            self._save(path, make("".join(field.value for field in names)), "x")
        elif path.is_dir():
            self._complain(_("This is a folder: add a file name."))
        else:
            self._complain(_("Let it end in .md or in .svg."))

    def _save(self, path: Path, text: str, mode: Literal["x", "w"]) -> None:
        try:
            with path.open(mode, encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            self._ask(path, text)
        except FileNotFoundError:
            self._complain(_("There is no folder {path}.").format(path=path.parent))
        except OSError as error:
            trouble = _("It cannot be written there: {reason}.")
            self._complain(trouble.format(reason=error.strerror or error))
        except ValueError:
            self._complain(_("This is no path."))
        else:
            self.dismiss(path)

    def _ask(self, path: Path, text: str) -> None:
        def overwrite(confirmed: bool | None) -> None:
            if confirmed:
                self._save(path, text, "w")

        if path.is_dir():
            self._complain(_("This is a folder: add a file name."))
        elif not path.is_file():
            self._complain(_("This is no file that can be written over."))
        else:
            question = _("{path} exists. Write over it?").format(path=path)
            self.app.push_screen(ConfirmScreen(question, _("Overwrite")), overwrite)

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
