"""``report``: what a class has done, from the exports of its learners."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.outcome import EXIT_PROBLEMS, EXIT_USAGE, complain
from tui.paths import DATA_VARIABLE, data_folder

if TYPE_CHECKING:
    from tui.report.labels import Labels
    from tui.rules.class_figures import ClassReport
    from tui.rules.class_learners import Source

_NARROWEST, _PIPED, _WIDEST = 60, 100, 140


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        parser: The command's own parser.
    """
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="what learners got from 'progress export', or a folder of such .json files",
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="also write a row per question")
    parser.add_argument("--html", type=Path, metavar="FILE", help="also write one page of HTML")
    parser.add_argument(
        "--pack",
        type=Path,
        metavar="PATH",
        help="take titles and options from this pack; those shipped or added are found anyway",
    )
    parser.add_argument(
        "--data-dir",
        metavar="FOLDER",
        help=f"where added packs are; the environment variable {DATA_VARIABLE} does the same",
    )


def run(options: argparse.Namespace) -> int:
    """Report on a class, and return the exit status.

    Args:
        options: What ``arguments`` declares.
    """
    from tui.content.problems import ContentError
    from tui.language import follow, wanted

    # Names and titles hold characters that this terminal's encoding may lack.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    follow(wanted())
    trouble = _misuse(options.files, options.csv, options.html)
    if trouble:
        complain(trouble)
        return EXIT_USAGE
    sources, skipped = _read(options.files)
    for line in skipped:
        print(line, file=sys.stderr)
    if not sources:
        complain("there is nothing to report on: none of the files can be used")
        return EXIT_PROBLEMS
    try:
        labels = _labels(options.pack, options.data_dir, sources)
    except ContentError as error:
        print(error, file=sys.stderr)
        return EXIT_USAGE
    except RuntimeError as error:
        complain(f"the data folder cannot be found: {error}")
        return EXIT_USAGE
    return _tell(options, sources, skipped, labels)


def _misuse(files: Sequence[Path], *outputs: Path | None) -> str:
    """Return why the files asked for cannot be written; empty where they can."""
    inputs = {os.path.realpath(path) for path in files}
    taken: set[str] = set()
    for path in outputs:
        if path is None:
            continue
        real = os.path.realpath(path)
        if real in inputs:
            return f"{path} is one of the files to report on: write the report elsewhere"
        if real in taken:
            return f"{path} cannot be both: name another file for one of the two"
        if _is_folder(path):
            return f"{path} is a folder: add a file name"
        if not _is_folder(path.absolute().parent):
            return f"{path} cannot be written: there is no folder {path.absolute().parent}"
        taken.add(real)
    return ""


def _read(paths: Sequence[Path]) -> "tuple[list[Source], list[str]]":
    """Return the exports that can be used, and why others cannot, a line each."""
    from tui.content.problems import ContentError
    from tui.content.untrusted import clean
    from tui.rules.class_learners import Source
    from tui.rules.export_file import MAX_BYTES, read_export

    sources: list[Source] = []
    skipped: list[str] = []
    seen: set[str] = set()
    for path in _files(paths, skipped):
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)
        name = clean(str(path)).replace("\n", " ")
        try:
            if not path.is_file():
                raise FileNotFoundError(
                    0, "it is no file" if path.exists() else "there is no such file"
                )
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
            sources.append(Source(name, read_export(raw, name)))
        except ContentError as error:
            skipped.append(str(error))
        except (OSError, ValueError) as error:
            skipped.append(_unread(path, error))
    return sources, skipped


def _files(paths: Sequence[Path], skipped: list[str]) -> Iterator[Path]:
    for path in paths:
        if not _is_folder(path):
            yield path
            continue
        try:
            found = sorted(each for each in path.iterdir() if each.suffix.lower() == ".json")
        except OSError as error:
            skipped.append(_unread(path, error))
            continue
        if not found:
            skipped.append(f"{path}: this folder holds no .json file")
        yield from found


def _is_folder(path: Path) -> bool:
    # Path's own method raises where a name is too long.
    return os.path.isdir(path)  # noqa: PTH112


def _unread(path: Path, error: OSError | ValueError) -> str:
    from tui.content.untrusted import clean

    reason = getattr(error, "strerror", None) or str(error)
    return clean(f"{path}: it cannot be read: {reason}").replace("\n", " ")


def _labels(
    pack: Path | None, folder: str | None, sources: "Sequence[Source]"
) -> "dict[str, Labels]":
    """Return the texts of every pack of the exports, by its id."""
    from tui.content.reader import PackReader
    from tui.language import wanted
    from tui.report.labels import Labels
    from tui.storage.packs import find_packs

    readers: dict[str, PackReader] = {}
    languages = wanted()
    for found in find_packs(data_folder(folder), languages=languages):
        if found.reader is not None:
            readers.setdefault(found.id, found.reader)
    if pack is not None:
        reader = PackReader(pack, languages)
        readers[reader.pack.id] = reader
    ids = {each.id for source in sources for each in source.export.packs}
    return {name: Labels(readers.get(name)) for name in ids}


def _tell(
    options: argparse.Namespace,
    sources: "Sequence[Source]",
    skipped: Sequence[str],
    labels: "dict[str, Labels]",
) -> int:
    from tui.report.text import report_text
    from tui.rules.class_report import class_report

    known = {name: of.listing() for name, of in labels.items()}
    listings = {name: listing for name, listing in known.items() if listing is not None}
    report = class_report(sources, listings)
    is_piped = not sys.stdout.isatty()
    width = (
        _PIPED if is_piped else min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
    )
    print(report_text(report, labels, width), end="")
    for each in report.superseded:
        print(f"{each.name}: not counted, {each.kept} is of the same learner")
    try:
        _write(options, report, labels, skipped)
    except BrokenPipeError:
        raise  # nobody reads on: no fault of a file
    except OSError as error:
        complain(f"{error.filename} cannot be written: {error.strerror or error}")
        return EXIT_USAGE
    return EXIT_PROBLEMS if skipped else 0


def _write(
    options: argparse.Namespace,
    report: "ClassReport",
    labels: "dict[str, Labels]",
    skipped: Sequence[str],
) -> None:
    import time

    if options.csv is not None:
        from tui.report.csv_file import csv_text

        with options.csv.open("w", encoding="utf-8", newline="") as file:
            file.write(csv_text(report, labels))
        print(f"Written: {options.csv}")
    if options.html is not None:
        from tui.language import current
        from tui.report.page import Circumstances, page_text
        from tui.report.phrases import day

        told = Circumstances(day(time.time()), skipped, current())
        options.html.write_text(page_text(report, labels, told), encoding="utf-8")
        print(f"Written: {options.html}")
