"""Sources of the web: which one, where it really leads, and opening it only after a yes."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from tui.content.addresses import Address, read_address
from tui.content.models.common import Source
from tui.language import _
from tui.screens.base import style
from tui.screens.dialog import Dialog
from tui.widgets.choice_list import ChoiceList
from tui.widgets.entry_line import Entry

# These run inside the terminal, on top of the game.
_TERMINAL_BROWSERS = {"www-browser", "links", "links2", "elinks", "lynx", "w3m"}


def show_sources(app: App[Any], sources: Iterable[Source]) -> None:
    """Ask whether to open a source; where there are several, ask first which one.

    Args:
        app: The app.
        sources: What is shown, in its order.
    """
    offered = list(sources)
    if len(offered) == 1:
        app.push_screen(LinkScreen(offered[0]))
    elif offered:
        app.push_screen(SourcesScreen(offered))


def has_browser(app: App[Any]) -> bool:
    """Say whether there is a browser that opens beside the game.

    Args:
        app: The app; where it is itself shown in a browser, that one opens.
    """
    if app.is_web:
        return True
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    return getattr(browser, "name", "").rpartition("/")[2] not in _TERMINAL_BROWSERS


class SourcesScreen(Dialog[None]):
    """Asks which of several sources is meant."""

    CSS_PATH = style("dialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,o", "dismiss(None)", "leave", show=False)
    ]

    def __init__(self, sources: list[Source]) -> None:
        """Make the dialog.

        Args:
            sources: What can be chosen.
        """
        super().__init__()
        self._sources = sources

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Vertical(id="dialog"):
            yield Static(Content(_("Which source?")), id="question")
            yield ChoiceList(id="cards", numbered=True)
            yield Static(Content(_("enter choose   esc leave")), id="keys-here")

    def on_mount(self) -> None:
        """Show the sources."""
        choices = self.query_one(ChoiceList)
        choices.show(
            [
                Entry(str(number), source.title, detail=source.url)
                for number, source in enumerate(self._sources)
            ]
        )
        choices.focus()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Go on with the chosen source."""
        self.app.switch_screen(LinkScreen(self._sources[int(event.entry)]))


class LinkScreen(Dialog[None]):
    """Shows an address in full and what it leads to, and opens it only after a yes."""

    CSS_PATH = style("dialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "open", "open", show=False),
        Binding("c", "copy", "copy", show=False),
        Binding("n,escape", "dismiss(None)", "leave", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("up,pageup", "scroll(-1)", show=False),
        Binding("down,pagedown", "scroll(1)", show=False),
    ]

    def __init__(self, source: Source) -> None:
        """Make the dialog.

        Args:
            source: What would be opened.
        """
        super().__init__()
        self._source = source
        self._address = read_address(source.url)

    def compose(self) -> ComposeResult:
        """Yield the question, the address, what it leads to, and the buttons."""
        with Vertical(id="dialog"):
            yield Static(Content(_("Open this page in your browser?")), id="question")
            with VerticalScroll(id="link", can_focus=False):
                yield Static(Content("\n").join(self._lines()), id="link-text")
            with Horizontal(id="buttons"):
                yield Button(Content(_("n Leave it")), id="leave", compact=True)
                if isinstance(self._address, Address):
                    yield Button(Content(_("c Copy")), id="copy", compact=True)
                    yield Button(Content(_("y Open")), id="open", compact=True)

    def on_mount(self) -> None:
        """Let the default be to leave it."""
        self.query_one("#leave").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        match event.button.id:
            case "open":
                self.action_open()
            case "copy":
                self.action_copy()
            case _:
                self.dismiss()

    def action_open(self) -> None:
        """Open the address: the one on show, in ASCII, and no other."""
        if not isinstance(self._address, Address):
            return
        if has_browser(self.app):
            self.app.open_url(self._address.url)
        else:
            text = _("There is no browser here. Copy the address with c, or read it off.")
            self.notify(text, severity="warning", markup=False)
            return
        self.dismiss()

    def action_copy(self) -> None:
        """Put the address on the clipboard."""
        if isinstance(self._address, Address):
            self.app.copy_to_clipboard(self._address.url)
            self.notify(_("Copied, if your terminal lets programs copy."), markup=False)

    def action_scroll(self, by: int) -> None:
        """Scroll a long address.

        Args:
            by: -1 for up, 1 for down.
        """
        self.query_one("#link").scroll_relative(y=by * 4, animate=False)

    def _lines(self) -> Iterator[Content]:
        yield Content(self._source.title)
        yield Content("")
        address = self._address
        if not isinstance(address, Address):
            yield Content(self._source.url)
            yield Content("")
            yield Content.styled(_("! This address cannot be opened."), "$warning")
            return
        yield Content.styled(address.url, "bold")
        yield Content("")
        yield Content(_("It leads to the site [{host}].").format(host=address.host))
        for warning in _warnings(address):
            yield Content.styled(f"! {warning}", "$warning")


def _warnings(address: Address) -> Iterator[str]:
    if address.host != address.written_host.lower():
        text = _("The source writes the site as [{name}]: its letters may look like others.")
        yield text.format(name=address.written_host)
    if address.port is not None:
        yield _("It asks at port {number}, which is unusual.").format(number=address.port)
    if not address.is_encrypted:
        yield _("It is http, so nobody vouches that the page is the site's own.")
