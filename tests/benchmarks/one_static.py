"""The baseline: a Textual app with one Static, which shows the last key."""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class OneStatic(App[None]):
    """One Static and nothing else."""

    ENABLE_COMMAND_PALETTE = False
    _count = 0

    def compose(self) -> ComposeResult:
        """Yield the Static."""
        yield Static("one static is ready", id="it")

    def on_key(self, event: Key) -> None:
        """Show that a key came, or end with q."""
        if event.key == "q":
            self.exit()
            return
        self._count += 1
        self.query_one("#it", Static).update(f"key {self._count}: {event.key}")


if __name__ == "__main__":
    OneStatic().run()
