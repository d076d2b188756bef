"""What a server may do wrong, said by one that does it over a real connection on purpose.

A model that really answers is in ``tests/test_cli_record.py``.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SOUND_PACK
from tui.authoring.record.access import Access
from tui.authoring.record.errors import CannotRecordError
from tui.authoring.record.prompts import Asked
from tui.authoring.record.server import Server

pytest.importorskip("openai", reason="needs the record extra: pip install -e '.[record]'")

KEY = "sk-of-nobody-123456"
TEA = Asked(id="tea", prompt="How hot should the water for green tea be?")


def reply(content: str | None, **more: Any) -> bytes:
    """Return the JSON of a reply."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": more.pop("finish_reason", "stop")}
    body = {"id": "1", "object": "chat.completion", "created": 0, "model": "wren-7b", **more}
    return json.dumps(body | {"choices": [choice]}).encode()


def fault(message: str, **more: str) -> bytes:
    """Return the JSON of an error."""
    return json.dumps({"error": {"message": message, **more}}).encode()


class Stub(ThreadingHTTPServer):
    """Gives the answers it is told to, the last one for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[tuple[int, bytes]] = [(200, reply("Hot."))]
        self.kind = "application/json"
        self.models: list[str] = ["wren"]
        self.asked: list[dict[str, Any]] = []
        self.sent_keys: list[str | None] = []
        self.wait = 0.0

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Stub

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append(json.loads(self.rfile.read(length)))
        self.server.sent_keys.append(self.headers["Authorization"])
        time.sleep(self.server.wait)
        answers = self.server.answers
        self._send(*(answers.pop(0) if len(answers) > 1 else answers[0]))

    def do_GET(self) -> None:
        data = [{"id": name, "object": "model"} for name in self.server.models]
        self._send(200, json.dumps({"object": "list", "data": data}).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", self.server.kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Retry-After-Ms", "1")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def stub() -> Iterator[Stub]:
    with Stub() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def server(stub: Stub, model: str = "wren", key: str = KEY, **more: Any) -> Server:
    given: dict[str, Any] = {"timeout": 5, "retries": 0, "max_tokens": 30, "temperature": 0.7}
    return Server(Access(endpoint=stub.endpoint, model=model, key=key, **(given | more)))


def trouble(stub: Stub, **more: Any) -> str:
    """Ask, and return what is said to be wrong: on one line, without the key."""
    with pytest.raises(CannotRecordError) as caught:
        server(stub, **more).ask(TEA, None)
    said = str(caught.value)
    assert "\n" not in said and KEY not in said
    assert caught.value.__cause__ is None and caught.value.__context__ is None
    return said


def test_the_likeliest_reply_and_samples_are_asked_for(stub: Stub) -> None:
    stub.answers = [(200, reply(" Hot.\x1b[2J\r\n", system_fingerprint="fp 1"))]
    asks = server(stub)
    said = asks.ask(TEA, None)
    assert (said.text, said.model, said.fingerprint) == ("Hot.[2J", "wren-7b", "fp 1")
    asks.ask(TEA, 3)
    shared = {
        "model": "wren",
        "messages": [{"role": "user", "content": TEA.prompt}],
        "max_tokens": 30,
    }
    assert stub.asked == [
        shared | {"temperature": 0.0},
        shared | {"temperature": 0.7, "seed": 3},
    ]
    assert stub.sent_keys == [f"Bearer {KEY}"] * 2


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_a_busy_server_is_asked_again(status: int, stub: Stub) -> None:
    stub.answers = [(status, fault("busy")), (status, fault("busy")), (200, reply("Hot."))]
    assert server(stub, retries=2).ask(TEA, None).text == "Hot."
    assert len(stub.asked) == 3


def test_a_server_that_stays_busy_is_left(stub: Stub) -> None:
    stub.answers = [(429, fault("Slow down."))]
    assert trouble(stub, retries=2).endswith("has had enough for now (429, 3 times): Slow down.")
    stub.answers = [(503, fault("Loading."))]
    assert trouble(stub, retries=1).endswith("fails at 'tea' (503, 2 times): Loading.")
    assert len(stub.asked) == 5


def test_a_key_that_is_refused(stub: Stub) -> None:
    stub.answers = [(401, fault(f"Incorrect API key provided: {KEY}."))]
    assert trouble(stub, retries=3) == (
        f"{stub.endpoint} does not accept the key in OPENAI_API_KEY (401): "
        "Incorrect API key provided: [key]."
    )
    assert len(stub.asked) == 1, "asking again is no use"
    assert trouble(stub, key="").endswith("wants a key (401): set OPENAI_API_KEY")


def test_a_key_is_not_shown_in_part_where_a_message_is_cut(stub: Stub) -> None:
    stub.answers = [(400, fault("x" * 190 + KEY))]
    assert "sk-of" not in trouble(stub)


def test_a_key_that_the_server_says_is_not_recorded(stub: Stub) -> None:
    stub.answers = [(200, reply(f"Your key is {KEY}."))]
    assert "says its own key in the reply to 'tea'" in trouble(stub)
    stub.answers = [(200, reply("Hot.", system_fingerprint=KEY))]
    assert "says its own key" in trouble(stub)


def test_a_key_that_cannot_be_sent(stub: Stub) -> None:
    with pytest.raises(CannotRecordError, match="holds a character that no key has"):
        server(stub, key="sk-\nof-nobody")


def test_a_model_that_is_not_there(stub: Stub) -> None:
    for status in (404, 400, 500):
        stub.answers = [(status, fault("No such model."))]
        assert trouble(stub, model="robin").endswith("has no model 'robin': it has wren")
    stub.models = []
    stub.answers = [(404, b'{"detail":"Not Found"}')]
    assert "such as http://localhost:8000/v1?" in trouble(stub)


@pytest.mark.parametrize(
    "body",
    [
        fault("This model's maximum context length is 8 tokens.", code="context_length_exceeded"),
        fault("The prompt is too long."),
        b'{"detail": "Input has too many tokens"}',
    ],
)
def test_a_prompt_that_is_too_long(body: bytes, stub: Stub) -> None:
    stub.answers = [(400, body)]
    assert trouble(stub).startswith("the prompt 'tea' is too long for the model (400): ")


def test_other_refusals_are_told_in_the_words_of_the_server(stub: Stub) -> None:
    stub.answers = [(422, fault("No\nseed\x1b[2J. " + "x" * 300))]
    said = trouble(stub)
    assert f"{stub.endpoint} refuses 'tea' (422): No seed[2J. xx" in said and said.endswith("x…")


@pytest.mark.parametrize("content", ["", " \n", None])
def test_an_empty_reply(content: str | None, stub: Stub) -> None:
    stub.answers = [(200, reply(content))]
    assert trouble(stub) == "the model said nothing to 'tea'"
    stub.answers = [(200, reply(content, finish_reason="length"))]
    assert trouble(stub).endswith("within 30 tokens: raise --max-tokens")


def test_a_reply_that_is_too_long(stub: Stub) -> None:
    stub.answers = [(200, reply("x" * 4001))]
    assert "4,001 characters, and a recording holds 4,000" in trouble(stub)


@pytest.mark.parametrize(
    "body", [b"<html>Welcome</html>", b"{", b"[]", b"{}", b'{"choices": [{}]}', b'{"choices": 3}']
)
@pytest.mark.parametrize("kind", ["application/json", "text/html"])
def test_what_is_no_such_server(kind: str, body: bytes, stub: Stub) -> None:
    stub.kind, stub.answers = kind, [(200, body)]
    assert "does not speak OpenAI's protocol" in trouble(stub)


def test_a_server_that_does_not_answer_in_time(stub: Stub) -> None:
    stub.wait = 0.5
    assert "did not answer within 0.1 seconds, 2 times" in trouble(stub, timeout=0.1, retries=1)


def test_no_server(stub: Stub) -> None:
    stub.shutdown()
    stub.server_close()
    assert trouble(stub, retries=1) == (
        f"no server answers at {stub.endpoint} (asked 2 times): start it, or mend the address"
    )


@pytest.mark.parametrize("answer", [(401, fault(f"Not {KEY}.")), (200, reply("Hot."))])
def test_not_even_a_log_tells_the_key(
    answer: tuple[int, bytes], stub: Stub, tmp_path: Path
) -> None:
    stub.answers = [answer]
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    environment = {
        **os.environ,
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": stub.endpoint,
        "OPENAI_LOG": "debug",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = ["record", "birds", "before-after", "--model", "wren", "--samples", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "tui", *command],
        cwd=pack,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (0 if answer[0] == 200 else 1)
    assert "DEBUG" in done.stderr
    files = [path.read_text("utf-8") for path in pack.rglob("*") if path.is_file()]
    assert not any(KEY in text for text in (done.stdout, done.stderr, *files))
