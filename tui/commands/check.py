"""``check``: all that is wrong with packs."""

import argparse
import sys
from pathlib import Path

from tui.commands.outcome import EXIT_PROBLEMS, EXIT_USAGE, complain

_FORMATS = ("text", "json", "github", "sarif")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        parser: The command's own parser.
    """
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a pack, a zip of one, or a folder of packs; without one, the folder you are in",
    )
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        default="text",
        help="how to report: text (the default), json, github for annotations, or sarif",
    )
    parser.add_argument(
        "--strict", action="store_true", help="fail on warnings too, not only on errors"
    )
    parser.add_argument(
        "--fix", action="store_true", help="mend what is safe to mend, then report what is left"
    )
    parser.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="CODE",
        help="say what a code means and how to mend it; without one, list all codes",
    )


def run(options: argparse.Namespace) -> int:
    """Report all problems, and return the exit status.

    Args:
        options: What ``arguments`` declares.
    """
    # Packs may hold, and be called, what this terminal cannot write.
    if options.format == "text":
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    else:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if options.explain is not None:
        return _explain(options.explain)
    from tui.authoring.check import find_packs

    packs: dict[Path, Path] = {}
    for path in options.paths or [Path()]:
        found = find_packs(path)
        if not found:
            complain(f"there is no pack in {path}: no pack.toml")
            return EXIT_USAGE
        packs |= {pack.resolve(): pack for pack in found}
    if options.fix and not _fix(list(packs.values())):
        return EXIT_USAGE
    return _report(list(packs.values()), options.format, strict=options.strict)


def _report(packs: list[Path], form: str, *, strict: bool) -> int:
    from tui.authoring.check import report
    from tui.authoring.formats import FORMATS, summary

    reports = {pack: report(pack) for pack in packs}
    written = FORMATS[form](reports)
    if written:
        print(written)
    print(summary(reports), file=sys.stderr)
    problems = [problem for made in reports.values() for problem in made.problems]
    fails = strict or any(problem.severity == "error" for problem in problems)
    return EXIT_PROBLEMS if problems and fails else 0


def _fix(packs: list[Path]) -> bool:
    zips = [pack for pack in packs if not pack.is_dir()]
    if zips:
        complain(f"{zips[0]} is a zip, which cannot be mended in place: unpack it first")
        return False
    from tui.authoring.fix import fix_pack

    for pack in packs:
        for change in fix_pack(pack):
            print(change, file=sys.stderr)
    return True


def _explain(name: str) -> int:
    from tui.authoring.codes import all_codes, close_to, explained, listed

    if not name:
        print(listed())
        return 0
    code = all_codes().get(name)
    if code is None:
        close = close_to(name)
        advice = f"did you mean '{close}'?" if close else "check --explain lists all codes"
        complain(f"there is no code '{name}'; {advice}")
        return EXIT_USAGE
    print(explained(code))
    return 0
