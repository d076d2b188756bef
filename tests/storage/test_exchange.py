"""Export, reset, import: nothing changes, nothing is lost, and order makes no difference."""

import itertools
import random
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.learning import BREAD, DAY, GUESS, TEA, answer, live_through
from tui.content.problems import ContentError
from tui.rules.answers import Answer
from tui.rules.exports import Export
from tui.rules.import_checks import AHEAD_S, read_import
from tui.rules.merging import Kept
from tui.rules.overview import Overview
from tui.rules.progress import ItemKey
from tui.rules.progress_text import progress_lines
from tui.storage.exchange import (
    PSEUDONYM,
    Imported,
    PackAtHand,
    document,
    export_progress,
    import_progress,
    packs_at_hand,
)
from tui.storage.overview import read_overview
from tui.storage.progress import ProgressStore
from tui.storage.session import Session

AT_HAND = {"sound": PackAtHand("A small sound pack", {"lesson": ("first", "second")})}


def exported(store: ProgressStore, name: str | None = None) -> bytes:
    return document(export_progress(store, AT_HAND, random.Random(4), name))


def imported(store: ProgressStore, raw: bytes) -> Imported:
    return import_progress(store, read_import(raw, "file.json", NOW))


def forget(store: ProgressStore) -> None:
    for pack in store.packs():
        store.on(pack).reset()


@pytest.fixture
def lived(session: Session) -> Session:
    """A session with a history in two packs."""
    live_through(session)
    session.store.on("other").answers.merge([answer(BREAD, NOW - 3 * DAY)])
    return session


def test_export_reset_import_gives_the_same_document(lived: Session, tmp_path: Path) -> None:
    store = lived.store
    before = exported(store)
    forget(store)
    assert store.packs() == []
    assert imported(store, before) == Imported(items=3, answers=24)
    assert exported(store) == before
    assert imported(store, before) == Imported(), "once is enough"
    elsewhere = ProgressStore(tmp_path / "elsewhere", "sound", clock=lambda: NOW)
    assert imported(elsewhere, before) == Imported(items=3, answers=24, settings=1)
    assert exported(elsewhere) == before, "the pseudonym has come along too"
    assert elsewhere.answers.dues() == store.answers.dues()
    elsewhere.close()


def test_export_reset_import_tells_the_same_progress(lived: Session) -> None:
    def told() -> tuple[Overview, list[str]]:
        seen = read_overview(lived)
        return seen, list(progress_lines(seen))

    before, dues, raw = told(), lived.store.answers.dues(), exported(lived.store)
    forget(lived.store)
    assert told() != before
    imported(lived.store, raw)
    assert told() == before
    assert lived.store.answers.dues() == dues


def test_the_document_reads_well(lived: Session) -> None:
    text = exported(lived.store, "Ada Example").decode()
    assert text.startswith('{\n  "format": "finetune-detective-progress",\n  "version": 1,\n')
    assert text.endswith("}\n")
    made = msgspec.json.decode(text, type=Export)
    assert made.learner.name == "Ada Example"
    assert re.fullmatch(r"[a-z]+-[a-z]+-\d{4}", made.learner.pseudonym)
    assert made.settings == {"theme": "paper"}
    assert [pack.id for pack in made.packs] == ["other", "sound"]
    assert [pack.title for pack in made.packs] == ["", "A small sound pack"]
    times = [each.at for each in made.packs[1].answers]
    assert times == sorted(times)
    assert made.packs[1].items[2].state == {
        "seed": 3,
        "card": "guess",
        "seen": ["guess"],
        "plays": {},
        "finished": False,
    }


def test_a_pseudonym_is_made_up_once_and_a_name_only_said(lived: Session) -> None:
    first = msgspec.json.decode(exported(lived.store, "Ada"), type=Export)
    again = msgspec.json.decode(
        document(export_progress(lived.store, {}, random.Random(99))), type=Export
    )
    assert first.learner.pseudonym == again.learner.pseudonym
    assert again.learner.name is None


def test_settings_that_are_here_stay(lived: Session, tmp_path: Path) -> None:
    lived.store.set("ascii", "on")
    raw = exported(lived.store)
    elsewhere = ProgressStore(tmp_path / "elsewhere", "sound", clock=lambda: NOW)
    elsewhere.set("theme", "contrast")
    elsewhere.set(PSEUDONYM, "jade-owl-0001")
    assert imported(elsewhere, raw).settings == 1
    assert elsewhere.settings() == {
        "theme": "contrast",
        "ascii": "on",
        PSEUDONYM: "jade-owl-0001",
    }
    elsewhere.close()


def test_the_better_result_and_the_later_state_stay(lived: Session) -> None:
    raw = exported(lived.store)
    key = ItemKey("detective", "parrots")
    made = msgspec.json.decode(raw, type=Export)
    sound = made.packs[1]
    item = next(each for each in sound.items if each.item == "parrots")
    other = msgspec.structs.replace(
        item,
        stars=1,
        points=12,
        touched=NOW + 60,
        is_open=True,
        state={"seed": 7, "phase": "datasets"},
    )
    changed = msgspec.structs.replace(sound, items=(other,), answers=())
    imported(lived.store, msgspec.json.encode(msgspec.structs.replace(made, packs=(changed,))))
    standing = lived.standings()[key]
    assert (standing.stars, standing.points, standing.is_open) == (3, 12, True)
    assert lived.case("parrots").state.phase == "datasets"


@pytest.mark.parametrize("state", [{"seed": "x"}, {"phase": "brief"}, {}, None])
def test_a_state_that_cannot_be_read_is_dropped_and_its_result_stays(
    session: Session, state: dict[str, object] | None
) -> None:
    raw = exported(session.store)
    made = msgspec.to_builtins(msgspec.json.decode(raw, type=Export))
    item = {
        "kind": "detective",
        "item": "parrots",
        "done": True,
        "stars": 2,
        "points": 5,
        "is-open": True,
        "touched": NOW,
        "state": state,
    }
    made["packs"] = [{"id": "sound", "items": [item]}]
    imported(session.store, msgspec.json.encode(made))
    standing = session.standings()[ItemKey("detective", "parrots")]
    assert (standing.done, standing.stars, standing.is_open) == (True, 2, False)
    assert session.case("parrots").state.phase == "brief"


def test_nothing_is_half_imported(lived: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = exported(lived.store)
    forget(lived.store)

    def full(*_args: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(ProgressStore, "set", full)  # the last thing that is written
        lived.store._connection.execute("DELETE FROM setting")
        with pytest.raises(sqlite3.OperationalError):
            imported(lived.store, raw)
    assert lived.store.packs() == []
    imported(lived.store, raw)
    assert exported(lived.store) == raw


def damaged(change: Callable[[dict[str, object]], object]) -> bytes:
    """A sound small document with one change."""
    store = ProgressStore(None, "sound", clock=lambda: NOW)
    store.answers.merge([answer(TEA, NOW - 5), answer(GUESS, NOW - 3)])
    store.items.merge([(ItemKey("lesson", "first"), Kept(True, 2, 3, NOW, False, None))])
    tree: dict[str, object] = msgspec.json.decode(exported(store))
    store.close()
    change(tree)
    return msgspec.json.encode(tree)


def put(value: object, *path: str | int) -> Callable[[dict[str, object]], object]:
    def change(tree: dict[str, object]) -> None:
        node: object = tree
        for step in path[:-1]:
            node = node[step]  # type: ignore[index]
        node[path[-1]] = value  # type: ignore[index]

    return change


ANSWER = ("packs", 0, "answers", 1)
ITEM = ("packs", 0, "items", 0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("other", "format"), "no exported progress"),
        (put(2, "version"), "update the game"),
        (put("1", "version"), "expected 'int'"),
        (put(-1.0, "exported"), "before 1970"),
        (put("NOT AN ID", "learner", "pseudonym"), "this is no id"),
        (put("a\x1b[31m", "learner", "name"), "U+001B"),
        (put("a\u202eb", "learner", "name"), "U+202E"),
        (put("n" * 81, "learner", "name"), "at most 80"),
        (put("two\nlines", "learner", "name"), "one line"),
        (put("x" * 201, "settings", "theme"), "at most 200"),
        (put("on", "settings", "../x"), "this is no id"),
        (put("../../etc", "packs", 0, "id"), "this is no id"),
        (put("A" * 65, "packs", 0, "id"), "this is no id"),
        (put("quiz", *ITEM, "kind"), "invalid enum value"),
        (put("", *ITEM, "item"), "this is no id"),
        (put("a/b", *ITEM, "item"), "this is no id"),
        (put(4, *ITEM, "stars"), "from 0 to 3"),
        (put(-1, *ITEM, "points"), "points go from 0"),
        (put(True, *ITEM, "points"), "expected 'int'"),
        (put("yes", *ITEM, "done"), "expected 'bool'"),
        (put(-5.0, *ITEM, "touched"), "before 1970"),
        (put(NOW + AHEAD_S + 1, *ITEM, "touched"), "still to come"),
        (put([1], *ITEM, "state"), "expected"),
        (put({"card": "a\x07b"}, *ITEM, "state"), "U+0007"),
        (put(1e300, *ANSWER, "at"), "no such moment"),
        (put(-1.0, *ANSWER, "at"), "before 1970"),
        (put(None, *ANSWER, "at"), "expected"),
        (put(0, *ANSWER, "given", "revision"), "from 1 to"),
        (put(1.5, *ANSWER, "given", "score"), "from 0 to 1"),
        (put("Part", *ANSWER, "given", "part"), "this is no id"),
        (put(["a b"], *ANSWER, "given", "chosen"), "no id that an answer"),
        (put(["a"] * 41, *ANSWER, "given", "wrong"), "at most 40"),
        (put("abc", *ANSWER, "given", "missed"), "expected 'array'"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    change: Callable[[dict[str, object]], object], said: str
) -> None:
    raw = damaged(change)
    with pytest.raises(ContentError) as caught:
        read_import(raw, "file.json", NOW)
    text = str(caught.value)
    assert said.lower() in text.lower()
    assert re.match(r"file\.json:1:\d+: [a-z-]+: ", text), text
    assert ";" in text, "it says what to do"
    store = ProgressStore(None, "sound", clock=lambda: NOW)
    assert store.packs() == []


def test_a_sound_document_is_not_refused() -> None:
    read_import(damaged(put(NOW + AHEAD_S, *ANSWER, "at")), "file.json", NOW)
    read_import(damaged(put("Łucja 李", "learner", "name")), "file.json", NOW)
    read_import(
        damaged(put(["style=tune", "guess=before", "20", "once="], *ANSWER, "given", "chosen")),
        "f",
        NOW,
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[]",
        b"null",
        b"[" * 1_000_000,
        b'{"format": "finetune-detective-progress", "version": 1, "x": ' + b"[" * 100_000,
        b'{"format": "finetune-detective-progress", "version": 1}',
        b"1" * 100_000,
        damaged(put(0, "exported")).replace(b'"exported":0', b'"exported":NaN'),
        damaged(put(0, "exported")).replace(b'"exported":0', b'"exported":1e999'),
        damaged(put({}, *ITEM, "state")).replace(
            b'"state":{}', b'"state":' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000
        ),
    ],
    ids=range(12),
)
def test_what_is_no_document_is_refused(raw: bytes) -> None:
    with pytest.raises(ContentError, match=r"^file\.json:\d+:\d+: "):
        read_import(raw, "file.json", NOW)


QUESTIONS = st.sampled_from([TEA, GUESS, BREAD])
# The same moment and question mean the same answer: nobody gives two at once.
ANSWERS = st.builds(
    lambda question, second: answer(
        question, NOW - 1000 + second, right=second % 3 != 0, sure=(None, True, False)[second % 3]
    ),
    QUESTIONS,
    st.integers(0, 9),
)
KEPT = st.builds(
    Kept,
    done=st.booleans(),
    stars=st.integers(0, 3),
    points=st.integers(0, 9),
    touched=st.sampled_from([1.0, 2.0]),
    is_open=st.booleans(),
    state=st.sampled_from([b'{"seed":1,"card":"a","seen":[]}', b'{"seed":2,"card":"b","seen":[]}']),
)
DOCUMENTS = st.tuples(
    st.lists(ANSWERS, max_size=6),
    st.dictionaries(st.sampled_from([ItemKey("lesson", "first"), ItemKey("lesson", "x")]), KEPT),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(DOCUMENTS, min_size=2, max_size=2))
def test_documents_come_together_in_any_order_and_more_than_once(
    parts: list[tuple[list[Answer], dict[ItemKey, Kept]]],
) -> None:
    documents = []
    for answers, items in parts:
        store = ProgressStore(None, "sound", clock=lambda: NOW)
        store.set(PSEUDONYM, "jade-owl-0001")
        store.answers.merge(answers)
        store.items.merge(items.items())
        documents.append(exported(store))
        store.close()
    results = set()
    for order in (*itertools.permutations(documents), [*documents, *documents]):
        store = ProgressStore(None, "sound", clock=lambda: NOW)
        for raw in order:
            imported(store, raw)
        results.add((exported(store), str(store.answers.dues())))
        store.close()
    assert len(results) == 1


def test_packs_at_hand_are_named_with_all_their_scenarios(tmp_path: Path) -> None:
    found = packs_at_hand(tmp_path)["fine-tuning"]
    assert found.title.startswith("Fine-tuning")
    assert all(found.scenarios[kind] for kind in ("lesson", "before-after", "detective"))


def test_a_state_that_another_version_left_is_not_exported(tmp_path: Path) -> None:
    store = ProgressStore(tmp_path, "sound", clock=lambda: NOW)
    connection = sqlite3.connect(tmp_path / "progress.db")
    connection.execute(
        "INSERT INTO item VALUES ('default', 'sound', 'lesson', 'first', x'ff7b', 1, 2, 3, 1, ?)",
        (NOW,),
    )
    connection.commit()
    connection.close()
    raw = exported(store)
    item = msgspec.json.decode(raw, type=Export).packs[0].items[0]
    assert (item.state, item.is_open, item.stars) == (None, False, 2)
    store.reset()
    imported(store, raw)
    assert exported(store) == raw
    store.close()
