"""The command line. Nothing heavy is imported before a command needs it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tui import __version__
from tui.paths import APP_NAME, DATA_VARIABLE, data_folder, default_pack

EXIT_PROBLEMS = 1
EXIT_USAGE = 2
COMMANDS = ("play", "check")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: What follows the program's name; None takes it from the process.

    Returns:
        The exit status: 0 for well, 1 for problems found, 2 for a misuse of the command.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] not in {*COMMANDS, "-h", "--help", "--version"}:
        given.insert(0, "play")
    options = _parser().parse_args(given)
    if options.command == "check":
        return _check(options.paths)
    return _play(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=APP_NAME, description="A game that teaches how language models are fine-tuned."
    )
    parser.add_argument("--version", action="version", version=f"{APP_NAME} {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    play = commands.add_parser(
        "play", help="play the game (this is what happens without a command)"
    )
    play.add_argument("path", nargs="?", type=Path, help="the folder of a pack to play")
    play.add_argument("--profile", default="default", help="whose progress to use")
    play.add_argument(
        "--data-dir",
        metavar="FOLDER",
        help=f"where progress is kept; the environment variable {DATA_VARIABLE} does the same",
    )
    check = commands.add_parser("check", help="report all that is wrong with packs")
    check.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a pack, or a folder of packs; without one, the folder you are in",
    )
    return parser


def _check(paths: list[Path]) -> int:
    from tui.authoring.check import check_pack, find_packs

    # A file name may hold what this terminal cannot write.
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    packs: dict[Path, Path] = {}
    for path in paths or [Path()]:
        found = find_packs(path)
        if not found:
            print(f"{APP_NAME}: there is no pack in {path}: no pack.toml", file=sys.stderr)
            return EXIT_USAGE
        packs |= {pack.resolve(): pack for pack in found}
    problems = [problem for pack in packs.values() for problem in check_pack(pack)]
    for problem in problems:
        print(problem)
    files = f"{len(packs)} pack{'s' if len(packs) != 1 else ''}"
    summary = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
    print(f"{summary} in {files}." if problems else f"No problems in {files}.", file=sys.stderr)
    return EXIT_PROBLEMS if problems else 0


def _play(options: argparse.Namespace) -> int:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(f"{APP_NAME}: the game needs a terminal to play in.", file=sys.stderr)
        return EXIT_USAGE
    from tui.content.problems import ContentError
    from tui.content.reader import PackReader
    from tui.storage.database import NewerDatabaseError
    from tui.storage.progress import ProgressStore

    try:
        reader = PackReader(options.path or default_pack())
        store = ProgressStore(data_folder(options.data_dir), reader.pack.id, options.profile)
    except RuntimeError as error:
        print(f"{APP_NAME}: the data folder cannot be found: {error}", file=sys.stderr)
        return EXIT_USAGE
    except (ContentError, NewerDatabaseError) as error:
        print(error, file=sys.stderr)
        return EXIT_PROBLEMS
    from tui.app import run

    try:
        return run(reader, store)
    finally:
        store.close()
