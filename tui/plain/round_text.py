"""A Before & After round in words: the question, the replies, the options, the reasons."""

from collections.abc import Iterator

from tui.content.models.before_after import Option, Round
from tui.language import N_, _, ngettext
from tui.plain.inputs import Choice
from tui.plain.telling import said, sources_text, stars_text
from tui.rules import before_after as rules
from tui.rules import round_words
from tui.rules.before_after import RoundState, Side
from tui.rules.moves import Feedback
from tui.rules.words import word

HEADS: dict[Side, str] = {"before": N_("Before"), "after": N_("After")}
"""What the two replies are called, to be translated."""


def head_of(round_: Round, state: RoundState, side: Side) -> str:
    """Return what a reply is called: by its number as long as that is to be guessed.

    Args:
        round_: The round.
        state: Where the learner stands.
        side: The reply.
    """
    if rules.phase(round_, state) == "guess":
        number = rules.sides(round_, state).index(side) + 1
        return _("Reply {number}").format(number=number)
    return _(HEADS[side])


def reply_text(round_: Round, state: RoundState, side: Side) -> str:
    """Return a reply: who gave it, where it comes from, and what it says.

    Args:
        round_: The round.
        state: Where the learner stands.
        side: The reply.
    """
    reply = rules.reply(round_, side)
    head = head_of(round_, state, side)
    if rules.phase(round_, state) != "guess":
        head = f"{head}, {reply.model}"
    return f"{head}, {word(reply.provenance)}:\n{said(reply.text)}"


def is_read(state: RoundState) -> bool:
    """Say whether both replies were read.

    Args:
        state: Where the learner stands.
    """
    return len(state.opened) == len(HEADS)


def task(round_: Round, state: RoundState) -> str:
    """Return what is to be done now.

    Args:
        round_: The round.
        state: Where the learner stands.
    """
    if is_read(state):
        return round_words.task(round_, state)
    if rules.phase(round_, state) == "guess":
        return _("Read both replies: type both, or reply 1 and reply 2.")
    return _("Read both replies: type both, or before and after.")


def cue(round_: Round, state: RoundState, guess: Side | None) -> str:
    """Return what to type once something was chosen, or to choose.

    Args:
        round_: The round.
        state: Where the learner stands.
        guess: The reply that is taken for the fine-tuned one, before that is checked.
    """
    if rules.phase(round_, state) == "guess":
        if guess is None:
            return _("Choose one, then type check.")
        return _("Type check to make this your guess.")
    count = len(state.selected)
    if not count:
        return _("Choose one or more, then type check.")
    text = ngettext(
        "{n} selected. Type check when you are done.",
        "{n} selected. Type check when you are done.",
        count,
    )
    return text.format(n=count)


def chosen_text(round_: Round, state: RoundState, guess: Side | None) -> str:
    """Return the answer as far as it goes.

    Args:
        round_: The round, with both replies read.
        state: Where the learner stands.
        guess: The reply that is taken for the fine-tuned one, before that is checked.
    """
    shown = options(round_, state)
    chosen = [choice.text for choice in shown if choice.note]
    text = _("Selected: {text}")
    if rules.phase(round_, state) == "guess":
        text = _("Chosen: {text}")
        places = rules.sides(round_, state)
        chosen = [] if guess is None else [shown[places.index(guess)].text]
    return "\n".join(text.format(text=each) for each in chosen) or _("Nothing is chosen.")


def options(round_: Round, state: RoundState) -> list[Choice]:
    """Return what can be chosen now: a reply to guess, or options; nothing once it is checked.

    Args:
        round_: The round.
        state: Where the learner stands.
    """
    if not is_read(state):
        return []
    match rules.phase(round_, state):
        case "guess":
            text = _("Reply {number} is the fine-tuned model’s")
            return [
                Choice(f"reply-{number}", text.format(number=number))
                for number in range(1, len(rules.sides(round_, state)) + 1)
            ]
        case "select":
            return [
                Choice(option.id, option.text, _("selected") if option.id in state.selected else "")
                for option in rules.options(round_, state)
            ]
    return []


def result_blocks(round_: Round, state: RoundState) -> Iterator[str]:
    """Yield the score of a checked round, then each option with its reason and its proof.

    Args:
        round_: The round.
        state: Where the learner stands.
    """
    yield score_text(round_, state)
    marks = {item.id: item for item in rules.feedback(round_, state)}
    for number, option in enumerate(rules.options(round_, state), start=1):
        yield _marked(number, option, marks[option.id])
    yield _("To remember: {text}").format(text=round_.takeaway)
    yield sources_text(round_.sources, [source.id for source in round_.sources])


def score_text(round_: Round, state: RoundState) -> str:
    """Return the score of a checked round, and what it is made of.

    Args:
        round_: The round.
        state: Where the learner stands.
    """
    score = rules.score(round_, state)
    parts = _(", ").join(round_words.parts(score))
    return f"{round_words.points(score)}, {stars_text(score.stars)}.\n{parts}."


def _marked(number: int, option: Option, feedback: Feedback) -> str:
    mark = feedback.mark.word
    marked = _("{name}: {value}").format(name=mark[:1].upper() + mark[1:], value=option.text)
    lines = [f"{number}. {marked}"]
    why = _("{trait}: {why}").format(trait=word(option.trait), why=feedback.why)
    lines.append(why[:1].upper() + why[1:])
    proof = _("Proof in {side}: “{words}”")
    for side, words in (("before", option.evidence.before), ("after", option.evidence.after)):
        if words:
            head = HEADS["after" if side == "after" else "before"]
            lines.append(proof.format(side=_(head), words=words))
    return "\n".join(lines)
