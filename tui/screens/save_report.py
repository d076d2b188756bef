"""Asking where to save a report, and saving it there and nowhere else."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

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
            yield Static(Content("Save the case report as:"), id="question")
            yield Input(str(self._suggestion), id="path", select_on_focus=False)
            yield Static(id="trouble")
            yield Static(Content("enter save   esc leave"), id="keys-here")

    def on_mount(self) -> None:
        """Wait for the path."""
        path = self.query_one(Input)
        path.cursor_blink = self.app.animation_level != "none"
        path.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save, or ask first where a file stands already."""
        if not event.value.strip():
            self._complain("Write where to save it.")
            return
        path = Path(event.value.strip()).expanduser()
        if not path.exists():
            self._save(path)
            return

        def overwrite(confirmed: bool | None) -> None:
            if confirmed:
                self._save(path)

        if path.is_dir():
            self._complain("This is a folder: add a file name.")
        else:
            question = f"{path} exists. Write the report over it?"
            self.app.push_screen(ConfirmScreen(question, "Overwrite"), overwrite)

    def _save(self, path: Path) -> None:
        try:
            path.write_text(self._report, encoding="utf-8")
        except FileNotFoundError:
            self._complain(f"There is no folder {path.parent}.")
        except OSError as error:
            self._complain(f"It cannot be written there: {error.strerror or error}.")
        except ValueError:
            self._complain("This is no path.")
        else:
            self.dismiss(path)

    def _complain(self, text: str) -> None:
        self.query_one("#trouble", Static).update(Content.styled(f"✗ {text}", "$error"))
