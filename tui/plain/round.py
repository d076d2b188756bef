"""A Before & After round: read both replies, choose, check, hear why."""

from collections.abc import Iterator, Sequence

from tui.language import N_, _
from tui.plain import round_text, routes
from tui.plain.answering import several_form, sure_text
from tui.plain.inputs import (
    Choice,
    Command,
    NotUnderstoodError,
    find_choice,
    find_several,
    numbered,
)
from tui.plain.place import PlayPlace
from tui.plain.round_commands import round_commands
from tui.plain.telling import provenance_text
from tui.rules import before_after as rules
from tui.rules.before_after import Side
from tui.storage.session import RoundPlay as Play
from tui.storage.titles import place_of


class RoundPlace(PlayPlace[Play]):
    """One round, from the unread replies to the reasons."""

    HELP = N_(
        "Two models answered the same question. Read both replies, then choose every option that "
        "is true of what changed. There may be one or several. Longer, surer or politer is not "
        "always better. A hit brings 2 points, a false alarm costs 1, a hint costs 1."
    )

    _guess: Side | None = None
    """The reply that is taken for the fine-tuned one, before that is checked."""

    @property
    def phase(self) -> rules.Phase:
        """What is to do: guess, select, or read the result."""
        return rules.phase(self.play.scenario, self.play.state)

    @property
    def is_read(self) -> bool:
        """Whether both replies were read."""
        return round_text.is_read(self.play.state)

    @property
    def prompt(self) -> str:
        """Say what is to be done."""
        if self.phase == "checked":
            return _("round checked")
        return _("round") if self.is_read else _("round, unread")

    def tell(self) -> Iterator[str]:
        """Yield the question and where one stands with it."""
        round_ = self.play.scenario
        yield self.head()
        yield _("Both models were asked: {prompt}").format(prompt=round_.prompt)
        yield provenance_text((round_.before, round_.after))
        for side in self.sides():
            if side in self.play.state.opened:
                yield round_text.reply_text(round_, self.play.state, side)
        yield from self.tell_task()

    def tell_shortly(self) -> Iterator[str]:
        """Yield what is to be done, and the answer as far as it goes."""
        again = _("Type show to hear it again.")
        if self.phase == "checked":
            score = round_text.score_text(self.play.scenario, self.play.state)
            yield f"{score}\n{again}"
        else:
            yield f"{round_text.task(self.play.scenario, self.play.state)}\n{again}"
            yield from self._status()

    def tell_undone(self) -> Iterator[str]:
        """Yield the answer as far as it goes."""
        yield _("One step back.")
        if not self.is_read:
            yield round_text.task(self.play.scenario, self.play.state)
        yield from self._status()

    def head(self) -> str:
        """Return which round it is."""
        number, total = place_of(self.game.session, self.play.key)
        place = _("round {number} of {total}").format(number=number, total=total)
        round_ = self.play.scenario
        head = _("Before & After, {place}: {title}").format(place=place, title=round_.title)
        return f"{head}\n{round_.domain}"

    def tell_task(self) -> Iterator[str]:
        """Yield what is to be done now, or what became of it."""
        round_, state = self.play.scenario, self.play.state
        if self.phase == "checked":
            yield from round_text.result_blocks(round_, state)
            yield self.way_on()
            return
        yield round_text.task(self.play.scenario, self.play.state)
        for number, hint in enumerate(round_.hints[: state.hints], start=1):
            yield _("Hint {n}: {hint}").format(n=number, hint=hint)
        yield numbered(self.choices())
        yield from self._tell_sure()
        if self.is_read:
            yield self.cue()

    def cue(self) -> str:
        """Return what to type once something was chosen, or to choose."""
        return round_text.cue(self.play.scenario, self.play.state, self._guess)

    def way_on(self) -> str:
        """Return what can be done after the check."""
        return _("Type next to go on, or replay to play it again, shuffled anew.")

    def choices(self) -> Sequence[Choice]:
        """Return the replies to guess from, or the options."""
        return round_text.options(self.play.scenario, self.play.state)

    def choose(self, choice: Choice) -> None:
        """Take a reply for the fine-tuned one, or select an option, or take that back.

        Args:
            choice: The choice.
        """
        if self.phase == "guess":
            self._consider(choice)
        else:
            self.move(rules.Toggle(choice.id))
            picked = choice.id in self.play.state.selected
            text = _("Selected: {text}") if picked else _("Taken back: {text}")
            self.game.console.say(text.format(text=choice.text) + "\n" + self.cue())

    def commands(self) -> Sequence[Command]:
        """Return what can be typed in this phase."""
        return tuple(round_commands(self))

    def forms(self) -> Sequence[tuple[str, str]]:
        """Return what else answers the round."""
        if not self.is_read or self.phase == "checked":
            return ()
        if self.phase == "select":
            return (several_form(),)
        return ((_("how a reply begins"), _("Take it for the fine-tuned model’s.")),)

    def hear(self, text: str) -> bool:
        """Take several numbers at once.

        Args:
            text: The input.
        """
        if self.phase == "guess":
            return self.is_read and self._hear_guess(text)
        found = find_several(text, self.choices()) if self.phase == "select" else []
        for choice in found:
            self.choose(choice)
        return bool(found)

    def go_on(self) -> None:
        """Read the replies, or go on once the round is checked."""
        if self.phase == "checked":
            self.next_round()
        elif not self.is_read:
            self.read(*self.sides())
        else:
            raise NotUnderstoodError(self.cue())

    def check(self) -> None:
        """Guess, or check the selection."""
        if self.phase == "guess" and self.is_read:
            if self._guess is None:
                raise NotUnderstoodError(_("Choose one, then type check."))
            self.move(rules.Guess(self._guess))
            right = self.play.state.guess == "after"
            said = (
                _("Right: that is the fine-tuned one.") if right else _("No: it was the other one.")
            )
            first, second = (_(round_text.HEADS[side]) for side in self.sides())
            names = _("Reply 1 is {first}, reply 2 is {second}.")
            said = f"{said}\n{names.format(first=first, second=second)}"
            self.game.console.say(said, *self.tell_task())
            return
        self.move(rules.Check())
        self.game.console.say(*self.tell_task())

    def next_round(self) -> None:
        """Go on with the next round, or back where this is the last."""
        key = self.game.session.following(self.play.key)
        if key is None:
            self.game.console.say(_("That was the last round."))
            self.game.leave(self)
        else:
            routes.open_item(self.game, key, instead=True)

    def ways_on(self) -> Iterator[Command]:
        """Yield the ways on from a checked round."""
        yield Command(N_("next"), N_("Go on with the next round."), lambda _rest: self.next_round())
        yield Command(N_("replay"), N_("Play this round again, shuffled anew."), self._replay)

    def _status(self) -> Iterator[str]:
        if self.is_read and self.phase != "checked":
            round_, state = self.play.scenario, self.play.state
            yield round_text.chosen_text(round_, state, self._guess)
            yield from self._tell_sure()
            yield self.cue()

    def _tell_sure(self) -> Iterator[str]:
        if self.play.state.sure is not None:
            yield sure_text(self.play.state.sure)

    def sides(self) -> tuple[Side, Side]:
        """Return the replies in the order in which they are read."""
        return rules.sides(self.play.scenario, self.play.state)

    def read(self, *sides: Side) -> None:
        """Read replies.

        Args:
            sides: Which ones.
        """
        was_read = self.is_read
        # What was read before is no step: back shall not stop at it.
        unread = [side for side in sides if side not in self.play.state.opened]
        self.move(*map(rules.Look, unread))
        round_, state = self.play.scenario, self.play.state
        texts = [round_text.reply_text(round_, state, side) for side in sides]
        self.game.console.say(*texts)
        if self.phase != "checked" and not (was_read and self.is_read):
            self.game.console.say(*self.tell_task())

    def _hear_guess(self, text: str) -> bool:
        """Take the beginning of a reply for the reply: its place is shuffled, its words are not."""
        replies = [
            Choice(choice.id, rules.reply(self.play.scenario, side).text)
            for choice, side in zip(self.choices(), self.sides(), strict=True)
        ]
        found = None if text.isdecimal() else find_choice(text, replies)
        if found is not None:
            self._consider(self.choices()[replies.index(found)])
        return found is not None

    def _consider(self, choice: Choice) -> None:
        earlier = self._guess

        def undo() -> bool:
            changed = self.phase == "guess" and self._guess != earlier
            self._guess = earlier
            return changed

        self._guess = self.sides()[self.choices().index(choice)]
        self.steps.append(undo)
        self.game.console.say(_("Chosen: {text}").format(text=choice.text) + "\n" + self.cue())

    def _replay(self, _rest: str) -> None:
        self.game.keep(self.play.restart)
        self.game.enter_instead(type(self)(self.game, self.play))
