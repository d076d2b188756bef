"""The certificate of a finished pack in lines, and saving it."""

from collections.abc import Iterator, Sequence

from tui.language import N_, _
from tui.plain.inputs import Command
from tui.plain.place import Place
from tui.rules.activity import local_day
from tui.rules.certificate import Certificate, certificate_markdown, figures
from tui.storage.certificates import certificate


class CertificatePlace(Place):
    """What the learner has done in the pack, to keep."""

    HELP = N_(
        "Every file of this pack is closed. Put your name on the certificate, or leave it empty, "
        "then save it: a path that ends in .md makes it a text, one in .svg a picture."
    )

    _name = ""

    @property
    def prompt(self) -> str:
        """Say that this is the certificate."""
        return _("certificate")

    def tell(self) -> Iterator[str]:
        """Yield what is on the certificate, and how to save it."""
        made = self._made()
        lines = [_("Certificate: {title}").format(title=made.pack)]
        if made.name:
            lines.append(made.name)
        yield "\n".join([*lines, *(f"{number} {of}" for number, of in figures(made))])
        yield _("Type name and your name to put it there, save and a path to save it.")

    def commands(self) -> Sequence[Command]:
        """Return what can be done with it."""
        save = N_("Save it: .md for a text, .svg for a picture.")
        return (
            Command(N_("name"), N_("Put a name on it, or none."), self._give_name, N_("NAME")),
            Command(N_("save"), save, self._save, N_("PATH")),
        )

    def _made(self) -> Certificate:
        session = self.game.session
        day = local_day(session.store.now(), None).isoformat()
        return certificate(session, self._name, day)

    def _give_name(self, rest: str) -> None:
        earlier = self._name

        def undo() -> bool:
            changed = self._name != earlier
            self._name = earlier
            return changed

        self.steps.append(undo)
        self._name = rest
        self.game.console.say(*self.tell())

    def _save(self, rest: str) -> None:
        from tui.plain.saving import save

        forms = {".svg": self._picture, ".md": lambda: certificate_markdown(self._made())}
        save(self.game, forms, rest or f"~/certificate-{self.game.session.reader.pack.id}.md")

    def _picture(self) -> str:
        from tui.keepsakes.certificate_picture import certificate_picture

        return certificate_picture(self._made())
