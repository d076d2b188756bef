"""Asking where to save a report, and saving it there and nowhere else."""

from pathlib import Path
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from tui.language import _
from tui.screens.base import style
from tui.screens.confirm import ConfirmScreen


class SaveScreen(ModalScreen[Path | None]):
    """Asks for a path; stays open until the report is saved or the learner leaves."""

    CSS_PATH = style("dialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", show=False)
    ]

    def __init__(self, report: str, suggestion: Path) -> None:
        """Make the dialog.

        Args:
            report: What is to be saved.
            suggestion: The path that stands there at first.
        """
        super().__init__()
        self._report = report
        self._suggestion = suggestion

    def compose(self) -> ComposeResult:
        """Yield the question, the path and what went wrong."""
        with Vertical(id="dialog"):
            yield Static(Content(_("Save the case report as:")), id="question")
            yield Input(str(self._suggestion), id="path", select_on_focus=False)
            yield Static(id="trouble")
            with Horizontal(id="buttons"):
                yield Button(Content(_("esc Leave")), id="leave", compact=True)
                yield Button(Content(_("enter Save")), id="save", compact=True)

    def on_mount(self) -> None:
        """Wait for the path."""
        path = self.query_one(Input)
        path.cursor_blink = self.app.animation_level != "none"
        path.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save with the keyboard."""
        event.stop()
        self._save_as(event.value.strip())

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or leave with the mouse."""
        if event.button.id == "save":
            self._save_as(self.query_one(Input).value.strip())
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
            self._save(path, "x")

    def _save(self, path: Path, mode: Literal["x", "w"]) -> None:
        try:
            with path.open(mode, encoding="utf-8") as file:
                file.write(self._report)
        except FileExistsError:
            self._ask(path)
        except FileNotFoundError:
            self._complain(_("There is no folder {path}.").format(path=path.parent))
        except OSError as error:
            text = _("It cannot be written there: {reason}.")
            self._complain(text.format(reason=error.strerror or error))
        except ValueError:
            self._complain(_("This is no path."))
        else:
            self.dismiss(path)

    def _ask(self, path: Path) -> None:
        def overwrite(confirmed: bool | None) -> None:
            if confirmed:
                self._save(path, "w")

        if path.is_dir():
            self._complain(_("This is a folder: add a file name."))
        elif not path.is_file():
            self._complain(_("This is no file that can be written over."))
        else:
            question = _("{path} exists. Write the report over it?").format(path=path)
            self.app.push_screen(ConfirmScreen(question, _("Overwrite")), overwrite)

    def _complain(self, text: str) -> None:
        self.query_one("#trouble", Static).update(Content.styled(f"✗ {text}", "$error"))
        self.query_one(Input).focus()
