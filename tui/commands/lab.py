"""``lab``: trains the pocket model, and what it becomes on each data set of a recorded case."""

import argparse
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from tui.commands import lab_runs
from tui.commands.outcome import EXIT_USAGE, complain
from tui.paths import default_pack, pocket_folder

_NEEDED = ("torch", "transformers", "tokenizers", "accelerate")
_INSTALL = "pip install -e '.[lab]'"
_LARGEST_SEED = 2**32 - 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        parser: The command's own parser.
    """
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True)
    base = parts.add_parser(
        "base",
        help="train the pocket model from scratch",
        description="Train the pocket model from scratch: 10 to 25 minutes on two cores. After an "
        "interruption, the same command goes on where it was.",
    )
    _base_arguments(base)
    data = parts.add_parser(
        "data",
        help="write the data sets and experiments of the recorded cases",
        description="Write the data sets and experiments of the recorded cases from the fact "
        "tables in assets/world.",
    )
    _data_arguments(data)
    lab_runs.run_arguments(
        parts.add_parser("run", help="fine-tune the base on data sets, and record it")
    )
    lab_runs.verify_arguments(
        parts.add_parser("verify", help="do recorded runs again, and compare")
    )


def run(options: argparse.Namespace) -> int:
    """Do the part that was asked for, and return the exit status.

    Args:
        options: What ``arguments`` declares.
    """
    # Threads that wait must not spin: where others use the cores too, all take ten times as long.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    match options.part:
        case "base":
            return _base(options)
        case "data":
            return _data(options)
        case "run":
            return lab_runs.run(options)
    return lab_runs.verify(options)


def _base_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FOLDER",
        help="where the model goes; without it, a folder for it in the user's cache",
    )
    parser.add_argument("--steps", type=_at_least_one, metavar="N", help="how long to train")
    parser.add_argument("--seed", type=_seed, metavar="N", help="another model of the same kind")
    parser.add_argument(
        "--threads", type=_at_least_one, metavar="N", help="how many cores to use at once"
    )
    parser.add_argument(
        "--force", action="store_true", help="train anew, in place of a model of other settings"
    )


def _data_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cases", nargs="*", metavar="CASE", help="a case; without one, all of them")
    parser.add_argument(
        "--pack", type=Path, metavar="FOLDER", help="the pack; without it, the one of the game"
    )
    parser.add_argument("--seed", type=int, metavar="N", help="draw other rows")


def _base(options: argparse.Namespace) -> int:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        complain(f"'lab base' needs {', '.join(missing)}: {_INSTALL}")
        return EXIT_USAGE
    with lab_runs.telling() as told:
        told.hint = "the same command goes on from the last checkpoint"
        from tui.lab.base import BaseSettings, train_base, use_threads
        from tui.lab.world import shipped_world

        chosen = {key: getattr(options, key) for key in ("steps", "seed")}
        given = {key: value for key, value in chosen.items() if value is not None}
        folder = options.out or pocket_folder()
        use_threads(options.threads)
        done = train_base(shipped_world(), folder, BaseSettings(**given), anew=options.force)
        print("" if done.fresh else "This model was trained before.", file=sys.stderr)
        print(f"{done.folder}: {done.parameters:,} parameters, loss {done.validation_loss:.3f}")
    return told.status


def _data(options: argparse.Namespace) -> int:
    from tui.lab.cases import CASES
    from tui.lab.data import SEED, tell, write
    from tui.lab.plan import pack_folder
    from tui.lab.world import shipped_world

    strange = [name for name in options.cases if name not in CASES]
    if strange:
        complain(f"no such case: {', '.join(strange)}; there are {', '.join(CASES)}")
        return EXIT_USAGE
    seed = SEED if options.seed is None else options.seed
    with lab_runs.telling() as told:
        told.hint = "what is written stays, and the same command goes on from here"
        root = default_pack() if options.pack is None else pack_folder(options.pack)
        for case in tell(shipped_world(), seed, options.cases or CASES):
            changed = write(case, root)
            what = f"{len(changed)} files written" if changed else "unchanged"
            print(f"{case.id}: {what}")
    return told.status


def _at_least_one(text: str) -> int:
    number = _whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _seed(text: str) -> int:
    number = _whole(text)
    if not 0 <= number <= _LARGEST_SEED:
        raise argparse.ArgumentTypeError(f"must be between 0 and {_LARGEST_SEED}")
    return number


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a whole number") from None
