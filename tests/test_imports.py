"""Headless parts stay headless, and heavy imports wait until they are needed."""

import subprocess
import sys

import pytest


def modules_after(statement: str) -> set[str]:
    """Return what is imported in a fresh process after a statement."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "package", ["content.reader", "rules.autoplay", "storage.session", "plain.start"]
)
def test_headless_packages_do_not_import_textual(package: str) -> None:
    modules = modules_after(f"import tui.{package}")
    assert f"tui.{package}" in modules
    assert not {name for name in modules if name.split(".")[0] == "textual"}


def test_no_place_of_plain_play_imports_textual() -> None:
    modules = modules_after(
        "import importlib, pkgutil, tui.plain as plain\n"
        "for found in pkgutil.iter_modules(plain.__path__):\n"
        "    importlib.import_module(f'tui.plain.{found.name}')"
    )
    assert {"tui.plain.checkpoints", "tui.plain.review"} <= modules
    assert not {name for name in modules if name.split(".")[0] == "textual"}


def test_check_does_not_import_textual_nor_what_only_faults_need() -> None:
    modules = modules_after("import tui.authoring.check")
    assert not {"textual", "jsonschema", "tree_sitter"} & modules


def test_the_command_line_imports_nothing_heavy() -> None:
    modules = modules_after("import tui.cli")
    assert not {"textual", "rich", "msgspec", "tomli", "sqlite3", "platformdirs"} & modules


def test_home_does_not_import_other_screens_nor_charts() -> None:
    modules = modules_after("import tui.app")
    heavy = {"textual_plotext", "plotext", "jsonschema", "tree_sitter", "markdown_it"}
    assert not heavy & modules
    screens = {name for name in modules if name.startswith("tui.screens.")}
    assert not {f"tui.screens.{name}" for name in ("lesson", "round", "case")} & screens
