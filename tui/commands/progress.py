"""``progress``: show, take elsewhere, bring together and forget what a learner has done."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tui import APP_NAME
from tui.commands.outcome import EXIT_PROBLEMS, EXIT_USAGE, complain
from tui.paths import DATA_VARIABLE, data_folder

if TYPE_CHECKING:
    from tui.content.reader import PackReader
    from tui.storage.progress import ProgressStore

_STDIO = Path("-")
_WORD = "forget"
"""What is typed to forget progress."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes.

    Args:
        parser: The command's own parser.
    """
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="say what is mastered, what is shaky and what is new")
    show.add_argument(
        "pack",
        nargs="?",
        metavar="PACK",
        help="a pack's id or path; without one, the pack that was played last",
    )
    export = actions.add_parser("export", help="write all progress as one JSON document")
    export.add_argument(
        "file", nargs="?", type=Path, default=_STDIO, metavar="FILE", help="where to; - is stdout"
    )
    export.add_argument("--name", help="your own name, for reports; without it a made-up one")
    export.add_argument("--replace", action="store_true", help="write over a file that is there")
    load = actions.add_parser("import", help="add documents to the progress that is here")
    load.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="what export has written; - is stdin"
    )
    reset = actions.add_parser("reset", help="forget progress, after a question; settings stay")
    chosen = reset.add_mutually_exclusive_group(required=True)
    chosen.add_argument("packs", nargs="*", default=[], metavar="PACK", help="the id of a pack")
    chosen.add_argument("--all", action="store_true", help="all packs")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    for action in (show, export, load, reset):
        action.add_argument("--profile", default="default", help="whose progress")
        action.add_argument(
            "--data-dir",
            metavar="FOLDER",
            help=f"the data folder; the environment variable {DATA_VARIABLE} does the same",
        )


def run(options: argparse.Namespace) -> int:
    """Do what was asked, and return the exit status.

    Args:
        options: What ``arguments`` declares.
    """
    # Packs and files may hold, and be called, what this terminal cannot write.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    from tui.storage.database import NewerDatabaseError
    from tui.storage.progress import SaveError

    try:
        with _opened(options) as store:
            if store is None:
                return EXIT_PROBLEMS
            match options.action:
                case "show":
                    return _show(store, options.pack)
                case "export":
                    return _export(store, options.file, options.name, replace=options.replace)
                case "import":
                    return _import(store, options.files)
            return _reset(store, options.packs, everything=options.all, sure=options.yes)
    except RuntimeError as error:
        complain(f"the data folder cannot be found: {error}")
        return EXIT_USAGE
    except NewerDatabaseError as error:
        complain(str(error))
        return EXIT_PROBLEMS
    except SaveError as error:
        complain(f"progress cannot be saved: {error}")
        return EXIT_PROBLEMS


@contextmanager
def _opened(options: argparse.Namespace) -> "Iterator[ProgressStore | None]":
    """Yield the learner's progress, or None where it cannot be opened, which is said."""
    from tui.paths import default_pack
    from tui.storage.progress import ProgressStore

    store = ProgressStore(data_folder(options.data_dir), default_pack().name, options.profile)
    try:
        if store.notice is not None:
            complain(store.notice)
        yield store if store.is_in_file else None
    finally:
        store.close()


def _show(store: "ProgressStore", pack: str | None) -> int:
    import random

    from tui.content.problems import ContentError
    from tui.language import follow
    from tui.rules.progress_text import progress_lines
    from tui.storage.overview import read_overview
    from tui.storage.preferences import load_settings
    from tui.storage.session import Session

    languages = load_settings(store).languages
    follow(languages)
    try:
        reader = _reader(store, pack, languages)
    except ContentError as error:
        print(error)
        return EXIT_PROBLEMS
    if reader is None:
        complain(f"there is no pack '{pack}': '{APP_NAME} packs list' shows them all")
        return EXIT_PROBLEMS
    session = Session(reader, store.on(reader.pack.id), random.Random())
    print(reader.pack.title)
    print()
    for line in progress_lines(read_overview(session)):
        print(line)
    return 0


def _reader(
    store: "ProgressStore", pack: str | None, languages: tuple[str, ...]
) -> "PackReader | None":
    import os

    from tui.content.reader import PackReader
    from tui.paths import default_pack
    from tui.storage.packs import CHOSEN, find_chosen, find_packs

    if pack is None:
        place = find_chosen(store.folder, store.settings().get(CHOSEN))
        return PackReader(place or default_pack(), languages)
    for found in find_packs(store.folder, languages=languages):
        if found.reader is not None and found.id == pack:
            return found.reader
    # Path's own methods raise where a name is too long.
    return PackReader(Path(pack), languages) if os.path.exists(pack) else None  # noqa: PTH110


def _export(store: "ProgressStore", file: Path, name: str | None, *, replace: bool) -> int:
    import random

    from tui.rules.import_checks import MOST_LETTERS
    from tui.storage.exchange import document, export_progress, packs_at_hand

    if name is not None and (_plain(name) != name or not 0 < len(name.strip()) <= MOST_LETTERS):
        complain(f"a name has one line of at most {MOST_LETTERS} letters")
        return EXIT_USAGE
    export = export_progress(store, packs_at_hand(store.folder), random.SystemRandom(), name)
    if not export.packs:
        complain(f"the profile '{store.profile}' has no progress in {store.folder} yet")
    text = document(export)
    if file == _STDIO:
        sys.stdout.flush()
        sys.stdout.buffer.write(text)
        return 0
    try:
        with file.expanduser().open("wb" if replace else "xb") as target:
            target.write(text)
    except FileExistsError:
        complain(f"{file} is there already; --replace writes over it")
        return EXIT_PROBLEMS
    except (OSError, RuntimeError) as error:
        complain(f"{file} cannot be written: {_reason(error)}")
        return EXIT_PROBLEMS
    answers = sum(len(pack.answers) for pack in export.packs)
    items = sum(len(pack.items) for pack in export.packs)
    whom = name or export.learner.pseudonym
    print(f"{_plain(file)}: {_some(items, 'result')} and {_some(answers, 'answer')} of {whom}.")
    return 0


def _import(store: "ProgressStore", files: list[Path]) -> int:
    from tui.content.problems import ContentError
    from tui.rules.export_file import MAX_BYTES
    from tui.rules.import_checks import read_import
    from tui.storage.exchange import import_progress

    refused = 0
    for file in files:
        try:
            raw = _read(file, MAX_BYTES + 1)
            export = read_import(raw, _plain(file.as_posix()), store.now())
        except (OSError, RuntimeError) as error:
            complain(f"{file} cannot be read: {_reason(error)}")
            refused += 1
            continue
        except ContentError as error:
            print(error, file=sys.stderr)
            refused += 1
            continue
        new = import_progress(store, export)
        whom = export.learner.name or export.learner.pseudonym
        if not any(new):
            print(f"{_plain(file)}: nothing of {whom} is new.")
            continue
        print(
            f"{_plain(file)}: {_some(new.items, 'result')} of {whom} new or better, "
            f"{_some(new.answers, 'answer')} and {_some(new.settings, 'setting')} new."
        )
    if refused:
        complain(f"nothing was taken from {_some(refused, 'file')}")
    return EXIT_PROBLEMS if refused else 0


def _read(file: Path, limit: int) -> bytes:
    if file == _STDIO:
        return sys.stdin.buffer.read(limit)
    with file.expanduser().open("rb") as source:
        return source.read(limit)


def _reset(store: "ProgressStore", packs: list[str], *, everything: bool, sure: bool) -> int:
    kept = store.packs()
    unknown = [pack for pack in packs if pack not in kept]
    if unknown:
        complain(
            f"the profile '{store.profile}' has no progress in '{unknown[0]}'; "
            f"it has some in: {', '.join(kept) or 'no pack'}"
        )
        return EXIT_PROBLEMS
    chosen = kept if everything else packs
    if not chosen:
        print(f"The profile '{_plain(store.profile)}' has no progress to forget.")
        return 0
    if not sure and not _is_sure(store, chosen):
        complain("nothing was forgotten")
        return EXIT_PROBLEMS
    for pack in chosen:
        store.on(pack).reset()
        print(f"Forgotten: '{pack}'.")
    return 0


def _is_sure(store: "ProgressStore", packs: list[str]) -> bool:
    for pack in packs:
        there = store.on(pack)
        answers = sum(1 for _answer in there.answers.all())
        results = _some(len(there.standings()), "result")
        print(f"{pack}: {results} and {_some(answers, 'answer')}", file=sys.stderr)
    print(
        f"The profile '{_plain(store.profile)}' will forget this for good; its settings stay.\n"
        f"'{APP_NAME} progress export FILE' keeps a copy. Type '{_WORD}' to go on: ",
        end="",
        file=sys.stderr,
        flush=True,
    )
    return sys.stdin.readline().strip().lower() == _WORD


def _reason(error: OSError | RuntimeError) -> str:
    # Path raises a RuntimeError where ~name is nobody's home.
    return getattr(error, "strerror", None) or str(error)


def _some(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def _plain(value: object) -> str:
    from tui.content.untrusted import clean

    return clean(str(value)).replace("\n", " ")
