"""Rules that need more than one edit: the habits of a whole pack, and the layout."""

import shutil
from pathlib import Path

import msgspec
import pytest

from tests.conftest import SOUND_PACK, open_session
from tests.screens.conftest import screen_text
from tests.stopping import RUN, stopping_pack
from tui.app import DetectiveApp
from tui.authoring.craft import fit
from tui.authoring.craft.length import lengths_of, longest_is_right_in_pack
from tui.authoring.craft.questions import questions
from tui.authoring.craft.reading_level import hard_files, level_of, lix
from tui.content.models.before_after import Round
from tui.content.models.lesson import Lesson
from tui.content.problems import Finding
from tui.content.reader import PackReader
from tui.paths import default_pack
from tui.rules.progress import ItemKey
from tui.screens.lesson import LessonScreen
from tui.widgets.choice_list import ChoiceList
from tui.widgets.reply_pane import ReplyPane
from tui.widgets.stop_pane import StopPane

TEA = PackReader(SOUND_PACK).round("tea")
EASY = "The cat sat on the mat and saw a red bird go by. " * 9
HARD = "Organisational considerations notwithstanding, parameterisation necessitates " * 9


def round_of(right: str, wrong: str) -> Round:
    options = tuple(
        msgspec.structs.replace(option, text=right if option.correct else wrong)
        for option in TEA.options
    )
    return msgspec.structs.replace(TEA, options=options)


def habit(rounds: dict[str, Round]) -> list[tuple[str, Finding]]:
    asked = {name: lengths_of(tuple(questions(made))) for name, made in rounds.items()}
    return list(longest_is_right_in_pack(asked))


def hard(rounds: dict[str, Round]) -> list[tuple[str, Finding]]:
    levels = {name: level_of(made) for name, made in rounds.items()}
    return list(hard_files({name: level for name, level in levels.items() if level is not None}))


def test_a_pack_whose_longest_answer_is_always_right() -> None:
    rounds = {f"{n}": round_of("A longer claim", "A shorter one") for n in "abcdefgh"}
    ((name, finding),) = habit(rounds)
    assert finding.code == "longest-is-right"
    assert "in 8 of 8 questions" in finding.message
    assert "by chance it would be in 3" in finding.message
    assert name in rounds
    for name in "abc":
        rounds[name] = round_of("A short claim", "A wrong one, and longer")
    assert habit(rounds) == [], "chance could have done it"


def test_the_habit_of_a_pack_is_told_beside_the_one_of_a_question() -> None:
    rounds = {n: round_of("A longer claim", "A shorter one") for n in "abcdefg"}
    rounds["h"] = round_of("A claim that is far longer than the others", "A shorter one")
    ((name, _),) = habit(rounds)
    assert name != "h", "that one has its own warning"


def test_few_questions_show_no_habit() -> None:
    rounds = {n: round_of("A longer claim", "A shorter one") for n in "abc"}
    assert habit(rounds) == []


def test_lix_is_that_of_its_author() -> None:
    # 10 words in 2 sentences, 2 of them of more than six letters: 10 / 2 + 100 * 2 / 10.
    text = "The student reads a short book. She becomes a specialist. " * 8
    assert lix(text) == pytest.approx(5 + 30)
    assert lix("Too short to tell.") is None
    assert lix("这是一个没有空格的句子。" * 40) is None


def test_a_file_far_harder_than_the_rest_is_found() -> None:
    pack = {name: msgspec.structs.replace(TEA, takeaway=EASY) for name in "abcdef"}
    assert hard(pack) == []
    pack["f"] = msgspec.structs.replace(TEA, takeaway=HARD)
    ((name, finding),) = hard(pack)
    assert (name, finding.code) == ("f", "reading-level")
    del pack["a"], pack["b"]
    assert hard(pack) == [], "too few files for a middle"


def test_what_models_say_may_be_hard() -> None:
    pack = {name: msgspec.structs.replace(TEA, takeaway=EASY) for name in "abcdef"}
    reply = msgspec.structs.replace(TEA.before, canned=HARD)
    pack["f"] = msgspec.structs.replace(TEA, takeaway=EASY, before=reply)
    assert hard(pack) == []


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one", 10, 1),
        ("one two three", 7, 2),
        ("one two three", 13, 1),
        ("one\n\ntwo", 10, 3),
        ("x" * 25, 10, 3),
        ("微调是什么", 10, 1),
        ("微调是什么？", 10, 2),
        ("", 10, 1),
        ("a bc “def” gh", 6, 3),
        ("1234567890 12", 10, 2),
        ("12 1234567890", 10, 2),
    ],
)
def test_lines_are_counted_as_they_are_wrapped(text: str, width: int, lines: int) -> None:
    assert fit.lines_of(text, width) == lines


async def test_the_estimate_of_cards_is_what_the_screen_shows(tmp_path: Path) -> None:
    session = open_session(default_pack(), tmp_path)
    app = DetectiveApp(session)
    item = "the-challenges"
    lesson = session.reader.lesson(item)
    async with app.run_test(size=(80, 24)) as pilot:
        app.routes.open_item(ItemKey("lesson", item))
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        for card in lesson.cards:
            screen.go_to(card.id)
            await pilot.pause()
            await pilot.pause()
            shown = sum(
                widget.outer_size.height + widget.styles.margin.height
                for widget in screen.query_one("#card").children
                if widget.display and not widget.has_class("-empty")
            )
            lists = [choices for choices in screen.query(ChoiceList) if choices.display]
            answers = sum(choices.virtual_size.height for choices in lists)
            guessed = fit.card_lines(lesson, card)
            assert abs(guessed[0] - shown) <= 1, card.id
            assert guessed[1] == answers, card.id
            assert not screen.query_one("#card").max_scroll_y, card.id
    session.store.close()


@pytest.mark.parametrize("name", ["overfitting", "which-checkpoint", "is-it-better", "under-oath"])
async def test_a_card_is_told_as_soon_as_it_must_be_scrolled(tmp_path: Path, name: str) -> None:
    session = open_session(default_pack(), tmp_path)
    play = session.lesson("the-challenges")
    whole = play.scenario
    position = next(index for index, card in enumerate(whole.cards) if card.id == name)
    app = DetectiveApp(session)
    told = []
    async with app.run_test(size=(80, 24)) as pilot:
        for more in range(10):
            longer = msgspec.structs.replace(
                whole.cards[position],
                text="One line.\n" * more + whole.cards[position].text.strip(),
            )
            cards = (*whole.cards[:position], longer, *whole.cards[position + 1 :])
            play.scenario = msgspec.structs.replace(whole, cards=cards)
            screen = LessonScreen(session, play)
            await app.push_screen(screen)
            screen.go_to(name)
            await pilot.pause()
            await pilot.pause()
            hidden = screen.query_one("#card").max_scroll_y
            hidden += sum(choices.max_scroll_y for choices in screen.query(ChoiceList))
            told.append(any(f.path == ("cards", position) for f in fit.overflowing(play.scenario)))
            assert told[-1] is (hidden > 0), more
            app.pop_screen()
            await pilot.pause()
    assert set(told) == {False, True}
    session.store.close()


async def test_a_card_with_a_run_is_told_as_soon_as_it_must_be_scrolled(tmp_path: Path) -> None:
    session = open_session(stopping_pack(tmp_path / "pack"), tmp_path / "data")
    play = session.lesson("stopping")
    whole = play.scenario
    position = next(index for index, card in enumerate(whole.cards) if card.id == RUN)
    app = DetectiveApp(session)
    told, heights = [], []
    async with app.run_test(size=(80, 24)) as pilot:
        for more in range(9):
            longer = msgspec.structs.replace(whole.cards[position], text="One line.\n" * more + "x")
            cards = (*whole.cards[:position], longer, *whole.cards[position + 1 :])
            play.scenario = msgspec.structs.replace(whole, cards=cards)
            screen = LessonScreen(session, play)
            await app.push_screen(screen)
            screen.go_to(RUN)
            await pilot.press("right", "right")
            await pilot.pause()
            hidden = screen.query_one("#card").max_scroll_y
            told.append(any(f.path == ("cards", position) for f in fit.overflowing(play.scenario)))
            assert told[-1] is (hidden > 0), more
            heights.append(screen.query_one(StopPane).outer_size.height)
            assert not screen.query_one("#stop-said").max_scroll_y, more
            app.pop_screen()
            await pilot.pause()
    assert set(told) == {False, True}
    fullest = told.index(True) - 1
    assert heights[fullest] == fit.STOP_HEIGHT, "all the room is taken"
    session.store.close()


async def test_the_estimate_of_rounds_is_what_the_screen_shows(tmp_path: Path) -> None:
    session = open_session(default_pack(), tmp_path)
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        app.routes.open_item(ItemKey("before-after", "refund-email"))
        await pilot.pause()
        await pilot.press("b", "a")
        await pilot.pause()
        await pilot.pause()
        round_ = session.reader.round("refund-email")
        panes = list(app.screen.query(ReplyPane))
        for reply in (round_.before, round_.after):
            lines = fit.lines_of(reply.text, fit.PANE_WIDTH)
            assert lines in [pane.virtual_size.height for pane in panes]
        assert not any(pane.max_scroll_y for pane in panes)
        assert fit.round_lines(round_) <= fit.ROUND_HEIGHT
    session.store.close()


@pytest.mark.parametrize(("times", "is_cut"), [(5, False), (6, True)])
async def test_a_question_of_a_round_that_is_cut_off_is_told(
    tmp_path: Path, times: int, *, is_cut: bool
) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    path = pack / "before-after/tea.toml"
    asked = "How hot should the water for green tea be?"
    text = path.read_text(encoding="utf-8").replace(asked, f"{asked} " * times + "Well?")
    path.write_text(text, encoding="utf-8")
    session = open_session(pack, tmp_path / "data")
    round_ = session.reader.round("tea")
    told = [finding.path for finding in fit.overflowing(round_)]
    assert told == ([("prompt",)] if is_cut else [])
    app = DetectiveApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        app.routes.open_item(ItemKey("before-after", "tea"))
        await pilot.pause()
        assert ("Well?" not in screen_text(app)) is is_cut
    session.store.close()


def test_a_card_of_wide_characters_takes_twice_the_room() -> None:
    card = PackReader(SOUND_PACK).lesson("second").cards[0]
    lesson = PackReader(SOUND_PACK).lesson("second")
    assert isinstance(lesson, Lesson)
    latin = msgspec.structs.replace(card, text="word " * 60)
    wide = msgspec.structs.replace(card, text="微调 " * 60)
    assert fit.card_lines(lesson, latin)[0] <= fit.card_lines(lesson, wide)[0]
