"""``lab run`` and ``lab verify``: what fine-tuning leads to, recorded and done again."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.outcome import EXIT_PROBLEMS, EXIT_USAGE, complain

if TYPE_CHECKING:
    from tui.content.models.recording import Recording
    from tui.lab.model import Base
    from tui.lab.plan import Job
    from tui.lab.records import Outcome
    from tui.lab.run import Done, Train
    from tui.lab.verify import Verified

EXIT_STOPPED = 130
_TOLERANCE = 0.05


def run_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``lab run`` takes.

    Args:
        parser: The command's own parser.
    """
    _common(parser)
    parser.add_argument(
        "--force",
        action="store_true",
        help="record again what is up to date, and what another model or a server said",
    )


def verify_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``lab verify`` takes.

    Args:
        parser: The command's own parser.
    """
    _common(parser)
    parser.add_argument(
        "--tolerance",
        type=float,
        default=_TOLERANCE,
        metavar="T",
        help="fail where a score or a loss differs by more than T, or more than that share of the "
        f"likeliest replies is not the same to the letter; without it, {_TOLERANCE}",
    )


def run(options: argparse.Namespace) -> int:
    """Record runs, and return the exit status.

    Args:
        options: What ``run_arguments`` declares.
    """
    with telling() as told:
        from tui.lab.run import options_of, record

        root, jobs, base = _planned(options)
        again = options_of(base, options.base, full=options.full)
        told.hint = "what is recorded stays, and the same command goes on from here"
        with _training(jobs, base) as train:
            done = record(root, jobs, base, train, options=again, force=options.force)
            told.status = _report_done(done)
    return told.status


def verify(options: argparse.Namespace) -> int:
    """Do recorded runs again, and return the exit status.

    Args:
        options: What ``verify_arguments`` declares.
    """
    with telling() as told:
        from tui.lab.verify import verify as verified

        root, jobs, base = _planned(options)
        with _training(jobs, base) as train:
            found = verified(root, jobs, base, train)
            told.status = _report_verified(found, options.tolerance)
    return told.status


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cases", nargs="*", metavar="CASE", help="a case; without one, all of them")
    parser.add_argument(
        "--pack",
        type=Path,
        metavar="DIR",
        help="the pack; without it, the one that you are in, or else the game's own",
    )
    parser.add_argument(
        "--base",
        metavar="MODEL",
        help="the model to start from: a folder, or an id on the Hugging Face hub; without it, "
        "the pocket model that 'lab base' trains",
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="with --base: train every weight where the experiment says so, instead of LoRA",
    )
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="RUN", help="only these runs of the cases"
    )


def _planned(options: argparse.Namespace) -> tuple[Path, "list[Job]", "Base"]:
    from tui.content.reader import PackReader
    from tui.lab.model import find_base
    from tui.lab.plan import pack_folder, planned

    root = pack_folder(options.pack)
    lora = options.base is not None and not options.full
    jobs = planned(PackReader(root), options.cases, options.only, lora=lora)
    return root, jobs, find_base(options.base)


class Told:
    """How the command ends, and what to say where it is stopped.

    Attributes:
        status: The exit status.
        hint: What the learner is told where the command is stopped.
    """

    status = 0
    hint = "nothing was changed"


@contextmanager
def telling() -> Iterator[Told]:
    """Turn what goes wrong into words and an exit status."""
    from tui.content.problems import ContentError
    from tui.lab.errors import LabError

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    told = Told()
    try:
        yield told
    except ContentError as error:
        print(error)
        complain("mend this first")
        told.status = EXIT_PROBLEMS
    except LabError as error:
        complain(str(error))
        told.status = EXIT_USAGE
    except ModuleNotFoundError as error:
        complain(
            f"the lab needs '{error.name}', which comes with the lab extra: pip install -e '.[lab]'"
        )
        told.status = EXIT_USAGE
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        complain(f"{place}{error.strerror or error}")
        told.status = EXIT_PROBLEMS
    except KeyboardInterrupt:
        complain(f"stopped; {told.hint}")
        told.status = EXIT_STOPPED


@contextmanager
def _training(jobs: "list[Job]", base: "Base") -> "Iterator[Train]":
    """Show a bar on standard error while jobs are done."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    silent = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=silent) as progress:
        bar = progress.add_task("lab", total=sum(job.run.steps for job in jobs))

        def train(job: "Job") -> "Outcome":
            from tui.lab.training import train as trained

            ahead = sum(each.run.steps for each in jobs[: jobs.index(job)])
            progress.update(bar, description=job.name, completed=ahead)
            return trained(job, base, lambda step: progress.update(bar, completed=ahead + step))

        yield train


def _report_done(done: "Iterable[Done]") -> int:
    status, seconds = 0, 0.0
    for each in done:
        name = each.job.name
        if each.recording is not None:
            seconds += each.seconds
            print(f"{name}: {_scores(each.recording)}; {each.seconds:.0f} s", flush=True)
        elif each.was == "current":
            print(f"{name}: up to date", flush=True)
        else:
            what = "what another model or another kind of run said"
            complain(f"{name} holds {what}: it stays, unless you say --force")
            status = EXIT_PROBLEMS
    print(f"trained and recorded in {seconds:.0f} s", file=sys.stderr)
    return status


def _scores(recording: "Recording") -> str:
    training = recording.training
    if training is None:
        return ""
    scores = training.scores
    named = {
        "held-out": scores.held_out,
        "form": scores.form,
        "untouched": scores.untouched,
        "tests": scores.tests,
    }
    told = [f"{name} {part[0]:.2f} → {part[-1]:.2f}" for name, part in named.items() if part]
    validation = training.curve.validation
    return ", ".join((*told, f"validation loss {validation[0]:.2f} → {validation[-1]:.2f}"))


def _report_verified(found: "Iterable[Verified]", tolerance: float) -> int:
    beyond, unsound, other = [], [], []
    for each in found:
        name = each.job.name
        if each.unsound is not None:
            print(each.unsound, flush=True)
            print(f"{name}: not sound, and not run again", flush=True)
            unsound.append(name)
        elif each.comparison is None:
            print(f"{name}: cannot be compared: {'; '.join(each.changed)}", flush=True)
            other.append(name)
        elif not _compared(each, tolerance):
            beyond.append(name)
    print(
        f"tolerance {tolerance:g}: for each score, each loss, and the share of the likeliest "
        "replies that are not the same",
        file=sys.stderr,
    )
    counts = ((beyond, "beyond the tolerance"), (unsound, "not sound"), (other, "not compared"))
    told = [f"{words}: {', '.join(names)}" for names, words in counts if names]
    if told:
        complain("; ".join(told))
    if other:
        return EXIT_USAGE
    return EXIT_PROBLEMS if beyond or unsound else 0


def _compared(each: "Verified", tolerance: float) -> bool:
    """Tell how a rerun compares, and whether it is within the tolerance."""
    found = each.comparison
    if found is None:
        return True
    within = found.is_within(tolerance)
    verdict = "exact" if found.is_exact else "drift"
    limit = "" if found.is_exact else f" {'within' if within else 'beyond'} the tolerance"
    print(
        f"{each.job.name}: {verdict}{limit}: {found.same_replies} of {found.replies} likeliest "
        f"replies and {found.same_samples} of {found.samples} random ones are the same, scores "
        f"differ by at most {found.score_gap:g}, losses by at most {found.loss_gap:g}",
        flush=True,
    )
    if each.revision:
        print(f"  run all the same, though {'; '.join(each.revision)}", flush=True)
    if not found.is_exact and each.software:
        print(f"  other versions: {'; '.join(each.software)}", flush=True)
    return within
