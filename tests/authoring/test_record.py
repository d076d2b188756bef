"""Recording replies, as far as no server is needed: what is asked, kept, hidden and written."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import SOUND_PACK
from tests.test_imports import modules_after
from tui.authoring.check import check_pack
from tui.authoring.record.access import Access
from tui.authoring.record.errors import CannotRecordError
from tui.authoring.record.kept import Kept, Said, Settings, kept_path
from tui.authoring.record.planning import Wish, planned
from tui.authoring.record.prompts import Asked
from tui.authoring.record.recorder import Plan, Recorder, model_name
from tui.authoring.record.redaction import Redactor, shown
from tui.authoring.recording_file import UnsoundRecordingError
from tui.cli import main
from tui.commands.record import arguments
from tui.content.models.recording import Recording
from tui.content.problems import ContentError
from tui.content.reader import PackReader

AFTER = "About 75 degrees Celsius. Let boiled water stand for five minutes, then pour."
KEY = "sk-of-nobody-123456"
TEA = Path("before-after/tea.toml")
PARROTS = Path("detective/parrots.toml")
ENDPOINT = "http://localhost:8000/v1"
SETTINGS = Settings(model="nightingale", endpoint=ENDPOINT, max_tokens=200, temperature=0.0)


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sound pack, which one is in."""
    folder = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    monkeypatch.chdir(folder)
    return folder


def access(model: str = "nightingale", endpoint: str = ENDPOINT) -> Access:
    return Access(
        endpoint=endpoint,
        model=model,
        key=KEY,
        timeout=1,
        retries=0,
        max_tokens=200,
        temperature=0.8,
    )


def plan(*paths: Path, samples: int = 0, force: bool = False, prompts: Path | None = None) -> Plan:
    wish = Wish(name="birds", paths=paths, samples=samples, force=force, prompts=prompts)
    return planned(wish, access())


class Model:
    """Says something else to everything, until it is told to stop."""

    def __init__(
        self,
        stop_after: int = 99,
        fail: Callable[[], BaseException] = KeyError,
        text: str = "I sing at night.",
    ) -> None:
        self.text = text
        self.asked: list[tuple[str, int | None]] = []
        self._left, self._fail = stop_after, fail

    def ask(self, asked: Asked, seed: int | None) -> Said:
        if not self._left:
            raise self._fail()
        self._left -= 1
        self.asked.append((asked.id, seed))
        text = self.text if seed is None else f"{self.text}\nSeed {seed}."
        return Said(
            prompt=asked.prompt, seed=seed, text=text, model="nightingale", fingerprint="n1"
        )


def record(plan: Plan, model: Model) -> Recording:
    recorder = Recorder(plan, model.ask, lambda line: None)
    return recorder.record({"openai": "0"}, lambda: "2026-11-25T14:02:11Z")


def test_a_round_is_asked_by_its_name_and_a_case_by_its_tests(pack: Path) -> None:
    asked = plan(TEA, PARROTS, TEA).asked
    assert [each.id for each in asked] == ["tea", "sleep", "avocado"]
    assert asked[0].prompt == PackReader(pack).round("tea").prompt
    assert asked[2].prompt == "May it have guacamole?"


def test_a_folder_stands_for_all_that_the_pack_lists_of_it(pack: Path) -> None:
    assert [each.id for each in plan(Path("before-after")).asked] == ["tea", "trains", "bread"]
    assert [each.id for each in plan(Path("detective")).asked] == ["sleep", "avocado"]


def test_paths_are_found_from_the_pack_too(
    pack: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    wish = Wish(name="birds", paths=[TEA], pack=Path("pack"))
    assert planned(wish, access()).command.split()[:4] == [
        *("finetune-detective", "record", "birds"),
        "before-after/tea.toml",
    ]
    assert planned(Wish(name="birds", paths=[Path("pack") / TEA]), access()).root == Path("pack")


def test_a_file_of_prompts_joins_in(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.toml"
    file.write_text(
        '[[prompts]]\nid = "song"\nprompt = "Sing."\n'
        '[[prompts]]\nid = "sum"\nprompt = "1 + 1?"\ngroup = "untouched"\n'
    )
    made = plan(TEA, prompts=file)
    assert [(each.id, each.group) for each in made.asked[1:]] == [
        ("song", "held-out"),
        ("sum", "untouched"),
    ]
    assert "--prompts ../more.toml" in made.command


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[[prompts]]\nid = "song"\nprompt = ""\n', "more.toml:3:10: "),
        ('[[prompts]]\nid = "A song"\nprompt = "Sing."\n', "more.toml:2:6: "),
        ('[[prompt]]\nid = "song"\n', "more.toml:1:1: unknown-key"),
        ("[[prompts]\n", "more.toml:1:10: toml-syntax"),
    ],
)
def test_a_faulty_file_of_prompts_is_told_by_its_place(
    text: str, place: str, pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "more.toml").write_text(text)
    with pytest.raises(ContentError) as caught:
        plan(prompts=tmp_path / "more.toml")
    assert place in str(caught.value)


def test_a_round_that_waits_for_this_very_recording_can_be_asked(pack: Path) -> None:
    take_replies_from_the_recording(pack)
    with pytest.raises(ContentError):
        PackReader(pack).round("tea")
    assert [each.id for each in plan(TEA).asked] == ["tea"]


def test_two_prompts_of_one_id_are_refused(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.toml"
    file.write_text('[[prompts]]\nid = "tea"\nprompt = "Coffee?"\n')
    with pytest.raises(CannotRecordError, match=r"'tea' is one prompt in before-after/tea\.toml"):
        plan(TEA, prompts=file)


def test_more_than_a_recording_holds_are_refused(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.toml"
    file.write_text("".join(f'[[prompts]]\nid = "p{n}"\nprompt = "{n}?"\n' for n in range(61)))
    with pytest.raises(CannotRecordError, match="61 prompts, and a recording holds 60"):
        plan(prompts=file)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("lessons/first.toml", "is no round and no case"),
        ("before-after/typo.toml", "there is no file"),
        ("../stray.toml", "is not in the pack"),
    ],
)
def test_other_files_are_refused(path: str, told: str, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "stray.toml").write_text("")
    with pytest.raises(CannotRecordError, match=told):
        planned(Wish(name="birds", paths=[Path(path)], pack=pack), access())


def test_nothing_to_ask_is_refused(pack: Path) -> None:
    with pytest.raises(CannotRecordError, match="name what to ask"):
        plan()


def test_a_zip_is_refused(tmp_path: Path) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "pack"), "zip", SOUND_PACK))
    for wish in (
        Wish(name="birds", paths=[TEA], pack=archive),
        Wish(name="birds", paths=[archive / TEA]),
    ):
        with pytest.raises(CannotRecordError, match="is a zip"):
            planned(wish, access())


def test_no_pack_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CannotRecordError, match="there is no pack"):
        plan(prompts=tmp_path / "more.toml")


def test_the_command_tells_all_but_what_is_secret(pack: Path) -> None:
    wish = Wish(name="birds", paths=[TEA], samples=2)
    made = planned(wish, access("org/wren 7b", f"http://me:{KEY}@birds.example/v1/?token={KEY}"))
    assert made.command == (
        "finetune-detective record birds before-after/tea.toml --force --samples 2 "
        "--model 'org/wren 7b' --endpoint http://birds.example/v1"
    )
    assert KEY not in planned(wish, access("wren", f"http://birds.example/{KEY}/v1")).command
    assert "/home" not in planned(wish, access("/home/ana/wren")).command


def test_a_model_in_a_folder_is_called_by_its_last_part() -> None:
    assert model_name("/home/ana/models/wren-7b/") == "wren-7b"
    assert model_name(r"C:\models\wren-7b") == "wren-7b"
    assert model_name("org/wren-7b") == "org/wren-7b"
    assert len(model_name("w" * 500)) == 120


@pytest.mark.parametrize(
    "address", ["localhost:8000", "ftp://birds.example", "http://", "http://[1"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(CannotRecordError, match="must look like"):
        shown(address)


def test_secrets_are_taken_out() -> None:
    redact = Redactor("sk/1234567", "https://me:pass-word-1@birds.example/v1?token=abcdefgh")
    said = "sk/1234567 sk%2F1234567 pass-word-1 abcdefgh"
    assert redact(said) == "[key] [key] [key] [key]"
    assert redact.holds(said) and not redact.holds("nothing")
    assert Redactor("none")("none of these") == "none of these", "no secret, only a placeholder"
    assert KEY not in repr(access())


def take_replies_from_the_recording(pack: Path) -> None:
    path = pack / TEA
    text = path.read_text("utf-8")
    lines = [
        'recorded = { run = "birds", prompt = "tea" }' if AFTER in line else line
        for line in text.split("\n")
    ]
    path.write_text("\n".join(lines), "utf-8")


def test_a_recording_is_whole_and_the_pack_reads_it(pack: Path) -> None:
    made = record(plan(TEA, PARROTS, samples=2), Model())
    found = PackReader(pack).recording("birds")
    assert found == made
    assert (found.model.name, found.model.revision) == ("nightingale", "n1")
    assert found.training is None and found.recorded_at == "2026-11-25T14:02:11Z"
    assert set(found.software) == {"finetune-detective", "python", "openai"}
    assert [(p.id, len(p.replies), len(p.replies[0].samples)) for p in found.prompts] == [
        ("tea", 1, 2),
        ("sleep", 1, 2),
        ("avocado", 1, 2),
    ]
    first = (pack / "recordings/birds.toml").read_text("utf-8").split("\n")[0]
    manifest = (pack / "pack.toml").read_text("utf-8").split("\n")[0]
    assert first == manifest.replace("schema ", "schema ../").replace("pack.json", "recording.json")


def test_a_round_plays_what_was_recorded_and_check_agrees(pack: Path) -> None:
    record(plan(TEA), Model(text=AFTER))
    take_replies_from_the_recording(pack)
    after = PackReader(pack).round("tea").after.recorded
    assert getattr(after, "text", None) == AFTER
    assert check_pack(pack) == []


@pytest.mark.parametrize("fail", [KeyboardInterrupt, lambda: CannotRecordError("gone")])
def test_an_interrupted_recording_goes_on_where_it_was(
    fail: Callable[[], BaseException], pack: Path
) -> None:
    before = len(check_pack(pack))
    with pytest.raises((KeyboardInterrupt, CannotRecordError)):
        record(plan(PARROTS, samples=1), Model(3, fail))
    assert not (pack / "recordings/birds.toml").exists()
    assert len(kept_path(pack, "birds").read_text("utf-8").splitlines()) == 4
    assert len(check_pack(pack)) == before, "check does not mind what is kept"
    second = Model()
    made = record(plan(PARROTS, samples=1), second)
    assert second.asked == [("avocado", 1)]
    assert made == record(plan(PARROTS, samples=1, force=True), Model())
    assert not kept_path(pack, "birds").exists()


def test_a_torn_line_is_asked_again(pack: Path) -> None:
    with pytest.raises(KeyError):
        record(plan(PARROTS), Model(1))
    with kept_path(pack, "birds").open("a") as file:
        file.write('{"prompt":"May it have guac')
    second = Model()
    record(plan(PARROTS), second)
    assert second.asked == [("avocado", None)]


def test_a_torn_line_is_cut_off_before_the_next(tmp_path: Path) -> None:
    path = tmp_path / "recordings/.birds.partial.jsonl"
    said = Said(prompt="Sing.", seed=None, text="La.", model="nightingale")
    kept = Kept(path, SETTINGS)
    kept.add(said)
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"pro')
    again = Kept(path, SETTINGS)
    again.add(Said(prompt="Sing.", seed=1, text="Lo.", model="nightingale"))
    assert path.read_bytes().startswith(whole + b'{"prompt":"Sing."')
    assert Kept(path, SETTINGS).find("Sing.", 1) is not None
    path.write_bytes(whole[:9])
    assert Kept(path, SETTINGS).find("Sing.", None) is None, "not even the head is whole"


def test_an_edited_prompt_is_asked_again(pack: Path) -> None:
    with pytest.raises(KeyError):
        record(plan(PARROTS), Model(1))
    text = (pack / PARROTS).read_text("utf-8")
    asked = "My parrot is up all night. Is that normal?"
    assert asked in text
    (pack / PARROTS).write_text(text.replace(asked, "Why is my parrot awake?"), "utf-8")
    second = Model()
    made = record(plan(PARROTS), second)
    assert [prompt for prompt, _ in second.asked] == ["sleep", "avocado"]
    assert made.prompts[0].prompt == "Why is my parrot awake?"


@pytest.mark.parametrize(
    "other",
    [
        replace(SETTINGS, model="wren"),
        replace(SETTINGS, endpoint="http://birds.example/v1"),
        replace(SETTINGS, max_tokens=9),
        replace(SETTINGS, temperature=0.5),
    ],
)
def test_replies_of_other_settings_are_not_mixed(other: Settings, tmp_path: Path) -> None:
    path = tmp_path / "recordings/.birds.partial.jsonl"
    Kept(path, other).add(Said(prompt="Sing.", seed=None, text="La.", model="wren"))
    before = path.read_bytes()
    told = f"model '{other.model}' at {other.endpoint}, {other.max_tokens} tok"
    with pytest.raises(CannotRecordError, match=told):
        Kept(path, SETTINGS)
    assert path.read_bytes() == before


def test_replies_of_two_servers_are_not_mixed_and_neither_tells_its_secrets(pack: Path) -> None:
    wish = Wish(name="birds", paths=[PARROTS])
    here = f"http://me:{KEY}@birds.example/{KEY}/v1?token={KEY}"
    with pytest.raises(KeyError):
        record(planned(wish, access(endpoint=here)), Model(1))
    kept = kept_path(pack, "birds").read_text("utf-8")
    assert '"endpoint":"http://birds.example/[key]/v1"' in kept and KEY not in kept
    with pytest.raises(CannotRecordError, match=r"at http://birds\.example/"):
        record(planned(wish, access()), Model())
    second = Model()
    record(planned(wish, access(endpoint=here)), second)
    assert second.asked == [("avocado", None)]


def test_a_second_record_of_one_name_is_refused_while_the_first_is_at_work(pack: Path) -> None:
    second = Model()

    class First(Model):
        def ask(self, asked: Asked, seed: int | None) -> Said:
            with pytest.raises(CannotRecordError, match=r"another 'record' .* take another name"):
                record(plan(PARROTS), second)
            return super().ask(asked, seed)

    record(plan(PARROTS), First())
    assert second.asked == []
    assert [path.name for path in (pack / "recordings").iterdir()] == ["birds.toml"]


def test_another_process_is_refused_until_the_first_has_died(pack: Path) -> None:
    path = kept_path(pack, "birds")
    code = (
        "import sys; from pathlib import Path; from tui.authoring.record.lock import alone\n"
        "with alone(Path(sys.argv[1])): print('locked', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None and other.stdout.readline().strip() == b"locked"
        with pytest.raises(CannotRecordError, match="another 'record' is at work"):
            record(plan(PARROTS), Model())
        other.kill()
    record(plan(PARROTS), Model())


def test_what_another_kept_meanwhile_is_taken_up(pack: Path) -> None:
    second = Model()
    late = Recorder(plan(PARROTS), second.ask, lambda line: None)
    with pytest.raises(KeyError):
        record(plan(PARROTS), Model(1))
    late.record({"openai": "0"}, lambda: "2026-11-25T14:02:11Z")
    assert second.asked == [("avocado", None)]


def test_the_command_of_a_recording_records_it_again(pack: Path) -> None:
    made = record(plan(TEA), Model())
    parser = argparse.ArgumentParser()
    arguments(parser)
    options = parser.parse_args(shlex.split(made.command)[2:])
    wish = Wish(name=options.name, paths=options.paths, force=options.force)
    assert planned(wish, access()).command == made.command


def test_replies_of_two_models_are_not_mixed(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "recordings/.birds.partial.jsonl", SETTINGS)
    kept.add(Said(prompt="Sing.", seed=None, text="La.", model="nightingale-1"))
    with pytest.raises(CannotRecordError, match="'nightingale-2', and the replies before"):
        kept.add(Said(prompt="Sing.", seed=1, text="La.", model="nightingale-2"))


@pytest.mark.parametrize("raw", [b"{}\n", b"\xff\n", b"[1]\n{\n", b"\n\n"])
def test_damaged_replies_are_told(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / ".birds.partial.jsonl"
    path.write_bytes(raw)
    with pytest.raises(CannotRecordError, match=r"is damaged: delete .*birds\.partial\.jsonl"):
        Kept(path, SETTINGS)


def test_a_recording_is_overwritten_only_by_force(pack: Path) -> None:
    record(plan(TEA), Model())
    path = pack / "recordings/birds.toml"
    before = path.read_bytes()
    with pytest.raises(CannotRecordError, match=r"already: take another name, or .* --force"):
        plan(PARROTS)
    assert path.read_bytes() == before
    record(plan(PARROTS, force=True), Model())
    assert [each.id for each in PackReader(pack).recording("birds").prompts] == ["sleep", "avocado"]


def test_what_would_not_be_sound_is_taken_away_again(pack: Path) -> None:
    record(plan(TEA), Model())
    path = pack / "recordings/birds.toml"
    before = path.read_bytes()
    recorder = Recorder(plan(PARROTS, force=True), Model().ask, lambda line: None)
    with pytest.raises(UnsoundRecordingError, match="wrong-form: 'yesterday'"):
        recorder.record({}, lambda: "yesterday")
    assert path.read_bytes() == before
    assert kept_path(pack, "birds").exists(), "what was said is not lost"


def test_a_folder_that_leads_out_of_the_pack_is_refused(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (pack / "recordings").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotRecordError, match="leads out of the pack"):
        plan(TEA)


def test_a_key_in_a_prompt_is_not_sent_nor_written(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "more.toml").write_text(f'[[prompts]]\nid = "song"\nprompt = "Say {KEY}"\n')
    with pytest.raises(CannotRecordError, match="stands in the prompt 'song'") as caught:
        plan(prompts=tmp_path / "more.toml")
    assert KEY not in str(caught.value)


def test_the_client_is_not_imported_before_a_server_is_asked() -> None:
    modules = modules_after("import tui.commands.record, tui.authoring.record.server")
    assert "tui.authoring.record.troubles" in modules
    assert not {"openai", "httpx", "pydantic"} & modules


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_MODEL", "nightingale")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.mark.usefixtures("environment")
def test_without_the_client_the_command_says_what_to_install(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    assert main(["record", "birds", str(TEA)]) == 2
    said = capsys.readouterr()
    assert said.err == (
        "finetune-detective: 'record' needs the openai package: pip install -e '.[record]'\n"
    )
    assert said.out == ""


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("name", ["OPENAI_BASE_URL", "OPENAI_MODEL"])
def test_what_is_not_in_the_environment_is_asked_for(
    name: str, pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(name)
    assert main(["record", "birds", str(TEA)]) == 2
    assert f"set {name} or give --" in capsys.readouterr().err


@pytest.mark.usefixtures("environment")
def test_the_command_refuses_to_overwrite_and_bad_names(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(plan(TEA), Model())
    assert main(["record", "birds", str(TEA)]) == 2
    assert "recordings/birds.toml already" in capsys.readouterr().err
    assert main(["record", "../birds", str(TEA)]) == 2
    assert "is a path" in capsys.readouterr().err


@pytest.mark.usefixtures("environment")
def test_an_unsound_pack_is_told_by_its_place(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / TEA).write_text("title = \n")
    assert main(["record", "birds", str(TEA)]) == 1
    said = capsys.readouterr()
    assert "before-after/tea.toml:1:" in said.out
    assert said.err.endswith("nothing was recorded: mend this first\n")


@pytest.mark.parametrize(
    "option", [("--samples", "9"), ("--temperature", "nan"), ("--max-tokens", "x"), ("--key", "k")]
)
def test_options_out_of_range_are_a_usage_error(option: tuple[str, str], pack: Path) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["record", "birds", str(TEA), *option])
    assert caught.value.code == 2
