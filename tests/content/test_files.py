"""Reading a pack from a folder or a zip; the attacks are in ``tests/test_hostile_packs.py``."""

import zipfile
from pathlib import Path

import pytest

from tests.conftest import SOUND_PACK
from tui.content.files import FolderFiles, PackFiles, is_listed, name_of, open_files
from tui.content.problems import ContentError
from tui.content.zip_files import ZipFiles


@pytest.fixture(params=["folder", "zip", "zip with a folder"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> PackFiles:
    """The sound pack and a German title, in every form."""
    inside = {"folder": "pack/", "zip": "", "zip with a folder": "pack/"}[request.param]
    contents = {
        path.relative_to(SOUND_PACK).as_posix(): path.read_bytes()
        for path in SOUND_PACK.rglob("*")
        if path.is_file()
    }
    contents |= {"de/pack.toml": b"x", ".hidden": b"x", "lessons/.hidden.toml": b"x"}
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(inside + name, content)
        if request.param == "folder":
            archive.extractall(tmp_path)
            return open_files(tmp_path / "pack")
    return open_files(path)


def test_files_are_read_by_their_names(files: PackFiles) -> None:
    expected = (SOUND_PACK / "lessons" / "first.toml").read_bytes()
    assert files.read("lessons/first.toml", 1_000_000) == expected
    assert files.read("lessons/first.toml", len(expected)) == expected, "the limit is included"
    assert files.is_file("lessons/first.toml")
    assert not files.is_file("lessons")
    assert not files.is_file("lessons/none.toml")
    assert not files.is_file("x" * 5_000)
    assert not files.is_file("a\0b")


def test_all_but_hidden_files_are_found(files: PackFiles) -> None:
    names = files.walk()
    assert list(names) == sorted(names)
    assert {"pack.toml", "lessons/first.toml", "de/pack.toml"} <= set(names)
    assert not [name for name in names if "hidden" in name]
    assert list(files.translations()) == ["de"]


@pytest.mark.parametrize(
    ("name", "limit", "code"),
    [
        ("lessons/none.toml", 10, "missing-file"),
        ("lessons/first.toml", 10, "file-too-large"),
    ],
)
def test_what_cannot_be_read_is_told(files: PackFiles, name: str, limit: int, code: str) -> None:
    with pytest.raises(ContentError) as error:
        files.read(name, limit)
    (problem,) = error.value.problems
    assert problem.code == code
    assert problem.file == f"{files.label}/{name}"


def test_what_a_path_stands_for(tmp_path: Path) -> None:
    (tmp_path / "folder.zip").mkdir()
    assert isinstance(open_files(tmp_path / "folder.zip"), FolderFiles)
    with zipfile.ZipFile(tmp_path / "Pack.ZIP", "w") as archive:
        archive.writestr("pack.toml", "")
    assert isinstance(open_files(tmp_path / "Pack.ZIP"), ZipFiles)
    (tmp_path / "file.txt").write_text("hello")
    with pytest.raises(ContentError) as error:
        open_files(tmp_path / "file.txt")
    assert "a pack is a folder or a .zip" in str(error.value)


def test_a_missing_manifest_says_what_a_pack_is(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as error:
        FolderFiles(tmp_path).read("pack.toml", 10)
    assert "a pack is a folder or a .zip that holds a pack.toml" in str(error.value)


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("lessons/first.toml", True),
        (".git/config", False),
        ("lessons/.DS_Store", False),
        ("__MACOSX/pack.toml", False),
        ("THUMBS.DB", False),
        ("desktop.ini.toml", True),
    ],
)
def test_what_systems_leave_behind_is_not_listed(name: str, listed: bool) -> None:
    assert is_listed(name) is listed


@pytest.mark.parametrize(
    ("label", "relative", "name"),
    [
        ("packs/one", "lessons/first.toml", "packs/one/lessons/first.toml"),
        (".", "lessons/first.toml", "lessons/first.toml"),
        ("", "pack.toml", "pack.toml"),
        ("/", "pack.toml", "/pack.toml"),
        ("a//b/.", "./c//d.toml", "a/b/c/d.toml"),
        ("a", "..", "a/.."),
        ("a", "ä b/c", "a/ä b/c"),
        ("a", "", "a"),
    ],
)
def test_names_have_their_usual_form(label: str, relative: str, name: str) -> None:
    assert name_of(label, relative) == name
