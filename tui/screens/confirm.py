"""A question before something is lost."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from tui.language import _
from tui.screens.base import style
from tui.screens.dialog import Dialog


class ConfirmScreen(Dialog[bool]):
    """Asks yes or no; no is the default."""

    CSS_PATH = style("dialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes", show=False),
        Binding("n,escape", "answer(False)", "no", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, yes: str, no: str = "") -> None:
        """Make the dialog.

        Args:
            question: What is asked.
            yes: The words for going on.
            no: The words for leaving it; where they are empty, those for keeping it.
        """
        super().__init__()
        self._question = question
        self._yes = yes
        self._no = no or _("Keep it")

    def compose(self) -> ComposeResult:
        """Yield the question and two buttons."""
        with Vertical(id="dialog"):
            yield Static(Content(self._question), id="question")
            with Horizontal(id="buttons"):
                yield Button(Content(f"n {self._no}"), id="no", compact=True)
                yield Button(Content(f"y {self._yes}"), id="yes", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer with the button."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Answer with a key.

        Args:
            answer: True for going on.
        """
        self.dismiss(answer)
