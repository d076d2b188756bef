"""``record`` against a real server: transformers serves a small random model."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lab.tiny import CASE, write_model, write_pack
from tui.authoring.check import check_pack
from tui.authoring.record.kept import kept_path
from tui.cli import main
from tui.content.models.recording import Recording
from tui.content.reader import PackReader

for _package in ("openai", "torch", "transformers", "fastapi", "uvicorn"):
    _WHY = f"a real server needs {_package}: pip install -e '.[lab,record]' 'transformers[serving]'"
    pytest.importorskip(_package, reason=_WHY)

KEY = "sk-of-nobody-123456"
ASK = ("before-after", f"detective/{CASE}.toml", "--samples", "4", "--max-tokens", "30")
REPLIES = 15  # to one round and two tests: the likeliest, and four samples


class Serving:
    """A server process; it can be killed and started again at the same address."""

    def __init__(self, model: Path) -> None:
        self.model = model
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._log = model.parent / "serving.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def start(self) -> None:
        program = "from transformers.cli.transformers import main; main()"
        command = ["serve", str(self.model), "--host", "127.0.0.1", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", program, *command, "--device", "cpu"],
                stdout=log,
                stderr=log,
                env={**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"},
            )
        for _ in range(1200):
            if self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        self.kill()
        pytest.fail(f"the server did not start: {self._log.read_text('utf-8')[-2000:]}")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server of a random model that draws at random and never says nothing."""
    place = tmp_path_factory.mktemp("serving")
    model = write_model(place / "tiny-llama", write_pack(place / "pack"))
    path = model / "generation_config.json"
    told = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(told | {"do_sample": True, "suppress_tokens": [0, 1, 2, 3]}))
    server = Serving(model)
    try:
        server.start()
        yield server
    finally:
        server.kill()


@pytest.fixture
def pack(serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack, which one is in, and a server in the environment."""
    folder = write_pack(tmp_path / "pack")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    monkeypatch.setenv("OPENAI_BASE_URL", serving.endpoint)
    monkeypatch.setenv("OPENAI_MODEL", str(serving.model))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.chdir(folder)
    return folder


def texts(recording: Recording) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what was said, by prompt."""
    return [
        (each.id, each.replies[0].greedy, each.replies[0].samples) for each in recording.prompts
    ]


def started(name: str) -> subprocess.Popen[str]:
    """Start the command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tui", "record", name, *ASK, "--retries", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_replies(process: subprocess.Popen[str], pack: Path, name: str) -> None:
    """Wait until two replies are kept."""
    path = kept_path(pack, name)
    for _ in range(6000):
        if path.exists() and path.read_bytes().count(b"\n") >= 3:
            return
        if process.poll() is not None:
            break
        time.sleep(0.01)
    process.kill()
    pytest.fail(f"it ended before: {process.communicate()}")


def kept(pack: Path, name: str) -> int:
    return kept_path(pack, name).read_bytes().count(b"\n") - 1


def test_a_model_is_recorded_and_says_the_same_again(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["record", "answers", *ASK]) == 0
    first = PackReader(pack).recording("answers")
    said = capsys.readouterr()
    assert said.out.startswith("Wrote recordings/answers.toml: 3 prompts, answered by tiny-llama.")
    assert f"{REPLIES} of {REPLIES}: tyre-pressure, seed 4: " in said.err
    assert first.model.name == "tiny-llama"
    assert (first.decoding.max_tokens, first.decoding.seeds) == (30, (1, 2, 3, 4))
    assert [each.id for each in first.prompts] == ["flat-again", "jumping-chain", "tyre-pressure"]
    assert all(len({greedy, *samples}) == 5 for _, greedy, samples in texts(first))
    found = [each.code for each in check_pack(pack)]
    assert found == ["unlisted-file"], "sound, and no scenario uses it yet"
    assert main(["record", "answers", *ASK]) == 2, "it is there"
    assert main(["record", "answers", *ASK, "--force"]) == 0
    assert texts(PackReader(pack).recording("answers")) == texts(first)
    files = [path.read_text("utf-8") for path in pack.rglob("*") if path.is_file()]
    assert not any(KEY in text for text in files)


def test_a_model_that_the_server_does_not_have(
    pack: Path, serving: Serving, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["record", "answers", *ASK, "--model", "nobody/nothing"]) == 1
    said = capsys.readouterr().err
    assert f"has no model 'nobody/nothing': it has {serving.model}" in said
    assert not (pack / "recordings/answers.toml").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to a process")
def test_what_was_said_before_a_key_stopped_it_is_kept(pack: Path) -> None:
    process = started("answers")
    wait_for_replies(process, pack, "answers")
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    count = kept(pack, "answers")
    assert process.returncode == 130 and 2 <= count < REPLIES
    assert said.endswith(
        f"stopped: {count} of {REPLIES} replies are kept, and the same command goes on from there\n"
    )
    assert "Traceback" not in said


def test_a_server_that_is_killed_half_way_costs_nothing(
    pack: Path, serving: Serving, capsys: pytest.CaptureFixture[str]
) -> None:
    process = started("answers")
    wait_for_replies(process, pack, "answers")
    serving.kill()
    said = process.communicate(timeout=60)[1]
    count = kept(pack, "answers")
    assert process.returncode == 1 and 2 <= count < REPLIES
    assert f"no server answers at {serving.endpoint} (asked 2 times)" in said
    assert f"{count} of {REPLIES} replies are kept" in said and "Traceback" not in said
    assert not (pack / "recordings/answers.toml").exists()
    serving.start()
    assert main(["record", "answers", *ASK]) == 0
    told = capsys.readouterr().err.splitlines()
    assert f"{count} of {REPLIES} replies are kept from before" in told
    assert sum(" characters" in line for line in told) == REPLIES - count
    assert not kept_path(pack, "answers").exists()
    assert main(["record", "at-once", *ASK]) == 0
    reader = PackReader(pack)
    assert texts(reader.recording("answers")) == texts(reader.recording("at-once"))
