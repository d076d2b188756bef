"""The brief of a case in lines: who asks, what they need, and the base model failing."""

from collections.abc import Iterator, Sequence

from tui.content.models.detective import Case
from tui.language import N_, _
from tui.plain.case import CasePlace
from tui.plain.inputs import Command
from tui.plain.telling import provenance_text, said
from tui.rules.detective import Accept
from tui.rules.score_text import demand_lines
from tui.rules.words import word


class Brief(CasePlace):
    """The brief, before the case is taken."""

    HELP = N_(
        "The brief tells who needs what. After it the base model answers the test prompts: these "
        "are the questions that every model you train will be asked, so keep in mind what a good "
        "reply does. The brief can be read again at any time during the case."
    )

    @property
    def prompt(self) -> str:
        """Say that it is the brief."""
        return _("brief")

    def tell(self) -> Iterator[str]:
        """Yield the brief, and how to go on."""
        yield self.head()
        yield from brief_blocks(self.play.scenario)
        yield from self.hints_taken()
        yield _("Type take to take the case.")

    def tell_shortly(self) -> Iterator[str]:
        """Yield which case it is, and how to go on."""
        yield self.head()
        yield _("This is the brief. Type show to hear it, take to take the case.")

    def commands(self) -> Sequence[Command]:
        """Return the ways on."""
        return (
            Command(N_("take"), N_("Take the case: go to its data sets."), lambda _r: self.go_on()),
            Command(N_("next"), N_("The same as take."), lambda _r: self.go_on()),
            *self.hint_commands(),
        )

    def go_on(self) -> None:
        """Go to the data sets."""
        self.move(Accept())


def brief_blocks(case: Case) -> Iterator[str]:
    """Yield the problem, the brief, what is demanded, and what the base model says.

    Args:
        case: The case.
    """
    yield case.problem
    yield case.brief.strip()
    if case.demands is not None:
        head = _("What the client demands, at least:")
        yield "\n".join([head, *demand_lines(case.demands)])
    head = _("What the base model says, before any fine-tuning:")
    yield f"{head}\n{provenance_text(test.base for test in case.tests)}"
    for number, test in enumerate(case.tests, start=1):
        yield "\n".join(
            [
                _("Test {number}: {prompt}").format(number=number, prompt=test.prompt),
                _("Base model, {source}:").format(source=word(test.base.provenance)),
                said(test.base.text),
                _("Wanted: {good}").format(good=test.good),
            ]
        )
