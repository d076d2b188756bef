"""``record``: replies of a model on a server, for the prompts of a pack."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.outcome import EXIT_PROBLEMS, EXIT_USAGE, complain

if TYPE_CHECKING:
    from tui.authoring.record.recorder import Plan, Recorder
    from tui.authoring.record.server import Server
    from tui.content.models.recording import Recording

KEY, MODEL, ENDPOINT = "OPENAI_API_KEY", "OPENAI_MODEL", "OPENAI_BASE_URL"
EXIT_STOPPED = 130
_MOST_SAMPLES = 8
_INSTALL = "pip install -e '.[record]'"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        parser: The command's own parser.
    """
    parser.epilog = (
        f"The server is any that speaks OpenAI's protocol. Its key is taken from {KEY} and written "
        "nowhere. After an interruption, the same command goes on where it was."
    )
    parser.add_argument("name", metavar="NAME", help="the recording: recordings/NAME.toml")
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="what to ask: rounds and cases of the pack, or a folder of them",
    )
    parser.add_argument(
        "--prompts", type=Path, metavar="FILE", help="a TOML file of [[prompts]]: id, prompt"
    )
    parser.add_argument(
        "--pack", type=Path, metavar="DIR", help="the pack; without it, the one of PATH or around"
    )
    parser.add_argument("--model", help=f"the model; without it, {MODEL} in the environment")
    parser.add_argument(
        "--endpoint",
        metavar="URL",
        help=f"the server, up to /v1; without it, {ENDPOINT} in the environment",
    )
    parser.add_argument("--force", action="store_true", help="overwrite a recording")
    _drawing(parser)


def _drawing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--samples",
        type=_within(0, _MOST_SAMPLES),
        default=0,
        metavar="N",
        help="random replies to each prompt, besides the likeliest, with the seeds 1 to N",
    )
    parser.add_argument(
        "--temperature",
        type=_within(0, 2, float),
        default=0.8,
        metavar="T",
        help="the temperature of the random ones; without it, 0.8",
    )
    parser.add_argument(
        "--max-tokens",
        type=_within(1, 4096),
        default=200,
        metavar="N",
        help="the most tokens of a reply; without it, 200",
    )
    parser.add_argument(
        "--timeout",
        type=_within(0.1, 3600, float),
        default=120.0,
        metavar="SECONDS",
        help="how long to wait for a reply; without it, 120",
    )
    parser.add_argument(
        "--retries",
        type=_within(0, 20),
        default=4,
        metavar="N",
        help="how often to try again where the server is busy or away; without it, 4",
    )


def run(options: argparse.Namespace) -> int:
    """Record replies, and return the exit status.

    Args:
        options: What ``arguments`` declares.
    """
    # Packs and models may be called what this terminal cannot write.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    told = _Told()
    with _in_words(told):
        plan, server = _prepared(options)
        from tui.authoring.record.recorder import Recorder

        told.recorder = recorder = Recorder(plan, server.ask, _say)
        _say(f"asking {plan.model} at {server.where}")
        recording = recorder.record({"openai": server.version}, _now)
        _report(plan, recording)
    return told.status


class _Told:
    """How the command ends, and what is kept where it is cut short."""

    status = 0
    recorder: "Recorder | None" = None

    def hint(self) -> str:
        """Say what became of the replies so far."""
        if self.recorder is None or not self.recorder.done:
            return "nothing was recorded"
        done, total = self.recorder.done, self.recorder.total
        return f"{done} of {total} replies are kept, and the same command goes on from there"


@contextmanager
def _in_words(told: _Told) -> Iterator[None]:
    """Turn what goes wrong into words and an exit status."""
    from tui.authoring.names import BadNameError
    from tui.authoring.record.errors import CannotRecordError
    from tui.authoring.recording_file import UnsoundRecordingError
    from tui.content.problems import ContentError

    try:
        yield
    except KeyboardInterrupt:
        complain(f"stopped: {told.hint()}")
        told.status = EXIT_STOPPED
    except ContentError as error:
        print(error)
        complain("nothing was recorded: mend this first")
        told.status = EXIT_PROBLEMS
    except BadNameError as error:
        complain(str(error))
        told.status = EXIT_USAGE
    except ModuleNotFoundError as error:
        if error.name != "openai":
            raise
        complain(f"'record' needs the openai package: {_INSTALL}")
        told.status = EXIT_USAGE
    except (CannotRecordError, UnsoundRecordingError) as error:
        complain(str(error))
        told.status = EXIT_USAGE if told.recorder is None else EXIT_PROBLEMS
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        complain(f"{place}{error.strerror or error}")
        told.status = EXIT_PROBLEMS
    if told.status == EXIT_PROBLEMS and told.recorder is not None and told.recorder.done:
        complain(told.hint())


def _prepared(options: argparse.Namespace) -> "tuple[Plan, Server]":
    from tui.authoring.record.access import Access
    from tui.authoring.record.errors import CannotRecordError
    from tui.authoring.record.planning import Wish, planned

    endpoint = options.endpoint or os.environ.get(ENDPOINT, "")
    model = options.model or os.environ.get(MODEL, "")
    if not endpoint:
        raise CannotRecordError(
            f"name the server: set {ENDPOINT} or give --endpoint, such as http://localhost:8000/v1"
        )
    if not model:
        raise CannotRecordError(f"name the model: set {MODEL} or give --model")
    access = Access(
        endpoint=endpoint,
        model=model,
        key=os.environ.get(KEY, "").strip(),
        timeout=options.timeout,
        retries=options.retries,
        max_tokens=options.max_tokens,
        temperature=options.temperature,
    )
    wish = {key: getattr(options, key) for key in Wish.__dataclass_fields__}
    plan = planned(Wish(**wish), access)
    from tui.authoring.record.server import Server

    return plan, Server(access)


def _report(plan: "Plan", recording: "Recording") -> None:
    from tui.authoring.record.recorder import same_as_likeliest
    from tui.content.recordings import file_of
    from tui.content.untrusted import clean

    if same_as_likeliest(recording):
        _say("every sample is the likeliest reply: the server may not draw at random")
    path, count = (plan.root / file_of(plan.name)).as_posix(), len(plan.asked)
    prompts = "1 prompt" if count == 1 else f"{count} prompts"
    print(clean(f"Wrote {path}: {prompts}, answered by {recording.model.name}."))
    first = plan.asked[0].id
    print(f'A scenario takes a reply by  recorded = {{ run = "{plan.name}", prompt = "{first}" }}')


def _say(line: str) -> None:
    from tui.content.untrusted import clean

    print(clean(line), file=sys.stderr, flush=True)


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _within(
    least: float, most: float, kind: Callable[[str], float] = int
) -> Callable[[str], float]:
    """Return what reads a number between two others from the command line."""

    def number(text: str) -> float:
        value = kind(text)
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"must be from {least:g} to {most:g}")
        return value

    return number
