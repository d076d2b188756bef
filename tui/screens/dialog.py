"""What every dialog of the game has: it is closed once, however often its keys are pressed."""

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType


class Dialog(ModalScreen[ScreenResultType]):
    """A dialog over a screen."""

    _is_closed = False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close the dialog.

        Args:
            result: What was chosen.

        Returns:
            What can be awaited until it is gone.
        """
        # A second key or click may come before the dialog is gone.
        if self._is_closed:
            return AwaitComplete()
        self._is_closed = True
        return super().dismiss(result)
