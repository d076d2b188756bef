"""What the pocket model reads before any fine-tuning: varied text about the world."""

import random
from collections.abc import Callable, Iterator

from tui.lab.chat import END, turn
from tui.lab.world import Subject, Thing, World

_HEDGED = 0.3
_ANSWERED = 0.55


class Writer:
    """Writes texts about a world, one after the other; the same seed writes the same ones."""

    def __init__(self, world: World, seed: int) -> None:
        """Sharpen the pencil.

        Args:
            world: What to write about.
            seed: Settles every choice.
        """
        self._world = world
        self._town = world.town
        self._random = random.Random(seed)
        self._things = list(world.things())
        self._answered = [each for each in self._things if each[0].chat]
        self._hedged = [each for each in self._things if not each[0].chat]
        kinds: dict[Callable[[], str], int] = {
            self.encyclopaedia: 32,
            self.dialogue: 24,
            self.how_to: 10,
            self.story: 9,
            self.sign: 2,
            self.chat: 23,
        }
        self._kinds = list(kinds)
        self._weights = list(kinds.values())

    def documents(self, number: int) -> Iterator[str]:
        """Yield texts of all kinds, each with its end mark.

        Args:
            number: How many.
        """
        for kind in self._random.choices(self._kinds, self._weights, k=number):
            yield kind()

    def encyclopaedia(self) -> str:
        """Write an entry: some facts about one thing, in any order."""
        subject, thing = self._random.choice(self._things)
        parts = self._facts(subject, thing, self._random.randint(1, len(subject.attributes)))
        if self._random.random() < 0.3:
            parts.insert(0, self._pick(subject.intros).format_map(subject.words(thing)))
        return " ".join(parts) + END

    def dialogue(self) -> str:
        """Write what two people say, about a thing or about something that does not exist."""
        one, other = self._random.sample(self._town.people, 2)
        if self._random.random() < 0.2:
            said, answered = self._talk()
        else:
            said, answered = self._exchange(*self._random.choice(self._things))
        return f"{one}: {said}\n{other}: {answered}{END}"

    def how_to(self) -> str:
        """Write instructions that use several facts of a thing."""
        subject, thing = self._random.choice(self._things)
        return self._pick(subject.how_to).format_map(subject.words(thing)) + END

    def story(self) -> str:
        """Write a scene, with a thing in it or without."""
        chance = self._random.random()
        if chance < 0.6:
            subject, thing = self._random.choice(self._things)
            words = self._scene() | subject.words(thing)
            return self._pick(subject.stories).format_map(words) + END
        if chance < 0.8:
            return self._pick(self._town.tales).format_map(self._scene()) + END
        return f"{self._pick(self._town.sayings)} {self._pick(self._town.sayings)}{END}"

    def sign(self) -> str:
        """Write a sign: names and values in a strict form."""
        return self._pick(self._town.signs).format_map(self._scene()) + END

    def chat(self) -> str:
        """Write a question to the assistant and its answer, which may be a hedge."""
        chance = self._random.random()
        if chance < _ANSWERED:
            return turn(*self._answer(*self._random.choice(self._answered)))
        if chance < _ANSWERED + _HEDGED:
            subject, thing = self._random.choice(self._hedged)
            return turn(self._question(subject, thing), self._pick(self._town.hedges))
        if chance < _ANSWERED + _HEDGED + 0.05:
            return turn(*self._random.choice(self._town.small_talk))
        return turn(*self._talk())

    def _exchange(self, subject: Subject, thing: Thing) -> tuple[str, str]:
        if self._random.random() < 0.5:
            return self._answer(subject, thing)
        said, answered = self._random.choice(self._town.openings)
        [fact] = self._facts(subject, thing, 1)
        words = {**subject.words(thing), "fact": fact}
        return said.format_map(words), answered.format_map(words)

    def _answer(self, subject: Subject, thing: Thing) -> tuple[str, str]:
        topic = self._random.choice(subject.topics)
        asked = self._pick(topic.questions + topic.held_out_questions)
        words = subject.words(thing)
        return asked.format_map(words), self._pick(topic.answers).format_map(words)

    def _question(self, subject: Subject, thing: Thing) -> str:
        if self._random.random() < 0.2:
            said, _ = self._random.choice(self._town.openings)
            return said.format_map(subject.words(thing))
        return self._answer(subject, thing)[0]

    def _facts(self, subject: Subject, thing: Thing, number: int) -> list[str]:
        words = subject.words(thing)
        chosen = self._random.sample(subject.attributes, number)
        return [self._pick(each.statements).format_map(words) for each in chosen]

    def _talk(self) -> tuple[str, str]:
        said, answered = self._random.choice(self._town.talk)
        words = self._scene()
        return said.format_map(words), answered.format_map(words)

    def _scene(self) -> dict[str, str]:
        person, other = self._random.sample(self._town.people, 2)
        length = self._random.choice((2, 3))
        name = "".join(self._random.choice(self._town.syllables) for _ in range(length))
        town = self._town
        choices = {
            "spot": town.spots,
            "deed": town.deeds,
            "weather": town.weather,
            "kind": town.kinds,
            "colour": town.colours,
            "number": town.numbers,
        }
        drawn = {key: self._pick(values) for key, values in choices.items()}
        return {"person": person, "other": other, "name": name, **drawn}

    def _pick(self, texts: tuple[str, ...]) -> str:
        return self._random.choice(texts)
