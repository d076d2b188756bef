"""The handbook, the settings, the packs, the shelf and the certificate in lines."""

import random
import re
from pathlib import Path

import pytest

from tests.conftest import RECORDED_PACK, SOUND_PACK
from tests.plain.scripts import lines
from tests.plain.talk import Talk
from tui.content.reader import PackReader
from tui.language import current
from tui.rules.progress import ItemKey
from tui.storage.packs import CHOSEN
from tui.storage.progress import ProgressStore
from tui.storage.session import Session


@pytest.fixture
def talk(session: Session) -> Talk:
    return Talk(session)


def test_the_handbook_finds_words_and_tells_an_entry_by_its_name(talk: Talk) -> None:
    said = talk.hear("handbook low-rank adaptation")
    assert "LoRA:\nA way of fine-tuning" in said
    assert "Also: low-rank adaptation" in said
    assert "See: Weights" in said
    said = talk.hear("model")
    assert "2 entries:\n1. " in said or "3 entries:\n1. " in said
    assert "Why fine-tune at all?:\nBecause" in talk.hear("list", "1")
    assert "Nothing found." in talk.hear("zebra")
    assert "LoRA:" in talk.hear("handbook lora")
    said = talk.hear("back")
    assert "Nothing found." in said
    assert "There is no number 9" in talk.hear("list", "9")
    assert "These are the last entries." in talk.hear("next")


def test_a_long_list_is_told_in_parts(shipped_session: Session) -> None:
    talk = Talk(shipped_session)
    said = talk.hear("handbook", "list")
    assert "1 to 10:" in said
    assert "Type a number, or next for more." in said
    assert "11 to 20:" in talk.hear("next")
    assert "1 to 10:" in talk.hear("back")


def test_a_handbook_with_faults_says_so(session: Session, tmp_path: Path) -> None:
    import shutil

    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    (pack / "handbook.toml").write_text("terms = 1", "utf-8")
    (pack / "lessons" / "first.toml").write_text("title = 1", "utf-8")
    talk = Talk(Session(PackReader(pack), session.store, session.rng))
    assert "Left out, as their files have faults: first, the handbook." in talk.opening
    assert "The handbook is left out, it has faults:" in talk.hear("handbook")
    said = talk.hear("home", "lesson", "first", "about first")
    assert "left out, its file has a fault" in said
    assert "Left out, its file has a fault:\n" in said
    assert "fault(s) in its file:" in said


def test_ascii_is_a_setting_and_can_be_undone(session: Session, talk: Talk) -> None:
    said = talk.hear("settings", "ascii")
    assert "ASCII only (switched on)" in said
    assert session.store.settings()["ascii"] == "on"
    assert '1. "Two cups' in talk.hear("open first", "short")
    assert Talk(session).hear("open first").isascii()
    talk.hear("settings", "ascii", "back")
    assert session.store.settings()["ascii"] == "on"


def test_the_language_is_a_setting_and_can_be_undone(session: Session, talk: Talk) -> None:
    talk.hear("settings", "language-zh-Hans")
    assert current() == "zh-Hans"
    talk.hear("back")
    assert current() == "en"
    assert session.store.settings()["language"] == ""


def test_a_pack_in_another_language_is_read_anew(shipped_session: Session) -> None:
    talk = Talk(shipped_session)
    talk.hear("settings", "language-zh-Hans")
    assert talk.game.session.reader.language == "zh-Hans"
    assert talk.game.place.prompt == "设置"
    talk.hear("leave")
    assert talk.game.is_home
    talk.hear("settings", "language-en")
    assert talk.game.session.reader.language == "en"


def test_all_progress_is_forgotten_after_a_yes(session: Session, talk: Talk) -> None:
    talk.hear("open second", "next", "better", "check")
    talk.hear("settings", "forget", "no")
    assert session.standings()
    said = talk.hear("forget", "yes")
    assert "All progress in this pack is forgotten." in said
    assert "Home." in said
    assert not session.standings()


def test_one_scenario_is_forgotten_after_a_yes(session: Session, talk: Talk) -> None:
    talk.hear("open second", "next", "home", "lesson")
    said = talk.hear("show", "forget 2", "yes")
    assert "A short one (begun)" in said
    assert "Forget what you did in “A short one”, stars and all?" in said
    assert ItemKey("lesson", "second") not in session.standings()


def test_the_shelf_says_what_each_is_about(talk: Talk) -> None:
    assert "You have seen each card once." in talk.hear("lesson", "about first", "home")
    said = talk.hear("before-after", "about tea")
    assert "A cup of green tea" in said
    assert "Spot: select every improvement." in said
    assert "is none of these" in talk.hear("about coffee")


def test_the_shelf_says_how_far_one_is_with_each(talk: Talk) -> None:
    talk.hear("open second", "next", "better", "check", "next", "open first", "home")
    said = talk.hear("lesson")
    assert "Learn. 1 of 2 done." in said
    assert "1. Every kind of card (new)" in said
    assert "2. A short one (done, 3 stars of 3)" in said
    said = talk.hear("2", "home", "lesson", "show")
    assert "2. A short one (done, 3 stars of 3)" in said


def test_another_pack_is_chosen_and_remembered(session: Session, talk: Talk) -> None:
    said = talk.hear("packs")
    assert "A small sound pack (0 of 18 stars, played now)" in said
    said = talk.hear("about 2")
    assert "From: ships with the game" in said
    said = talk.hear("2")
    assert "Fine-tuning: from textbook to case file" in said
    assert session.store.settings()[CHOSEN] == "fine-tuning"
    assert talk.game.is_home


def test_a_finished_pack_has_a_certificate_to_save(tmp_path: Path) -> None:
    reader = PackReader(RECORDED_PACK)
    session = Session(reader, ProgressStore.in_memory(reader.pack.id), random.Random(1))
    talk = Talk(session)
    assert "Certificate" not in talk.opening
    for kind, items in session.ids.items():
        for item in items:
            key = ItemKey(kind, item)
            talk.hear(f"open {kind}/{item}", *lines(reader, key, right=True))
    assert "All done. Case closed, lamp off." in talk.hear("home", "show")
    said = talk.hear("certificate", "name Ada Lovelace")
    assert "Ada Lovelace" in said
    assert "cases solved" in said
    path = tmp_path / "certificate.md"
    assert "Saved as " in talk.hear(f"save {path}")
    assert "Ada Lovelace" in path.read_text("utf-8")
    assert "Ada Lovelace" not in talk.hear("back").partition("> back")[2]


def test_in_chinese_home_and_its_parts_have_chinese_names_and_stops(session: Session) -> None:
    session.store.set("language", "zh-Hans")
    talk = Talk(session)
    assert "学习：" in talk.opening
    said = talk.hear("2")
    assert "\n首页> 2\n" in said
    for line in [*talk.opening.splitlines(), *said.splitlines()]:
        assert not re.search("[\u4e00-\u9fff](: |[.] |[.]$)", line), line
