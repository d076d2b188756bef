"""The certificate of a finished pack, and saving it."""

from pathlib import Path

from tui.language import _
from tui.rules.activity import local_day
from tui.rules.certificate import Certificate, certificate_markdown
from tui.screens.base import GameScreen
from tui.screens.save_report import save_keepsake
from tui.storage.certificates import certificate


def ask_certificate(screen: GameScreen[None]) -> None:
    """Ask where to save the certificate, and which name is on it.

    Args:
        screen: The screen that it is asked over.
    """

    def made(name: str) -> Certificate:
        return certificate(
            screen.session, name, local_day(screen.session.store.now(), None).isoformat()
        )

    def picture(name: str) -> str:
        from tui.keepsakes.certificate_picture import certificate_picture

        return certificate_picture(made(name))

    save_keepsake(
        screen,
        _("Save the certificate as:"),
        {".svg": picture, ".md": lambda name: certificate_markdown(made(name))},
        Path("~") / f"certificate-{screen.session.reader.pack.id}.svg",
        _("Your name on it (it may stay empty):"),
    )
