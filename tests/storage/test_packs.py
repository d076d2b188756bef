"""The packs that a learner can choose from."""

import re
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import NOW, SOUND_PACK
from tui.content.files import FolderFiles, open_files
from tui.content.reader import PackReader
from tui.paths import default_pack
from tui.rules import before_after
from tui.rules.progress import ItemKey
from tui.storage.package_packs import package_packs
from tui.storage.packs import (
    ENTRY_POINTS,
    FOLDER,
    add_pack,
    add_zip,
    added_packs,
    find_chosen,
    find_packs,
    remove_pack,
)
from tui.storage.progress import ProgressStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def put(folder: Path, name: str, pack: str | None = None) -> Path:
    """Lay a copy of the sound pack into the data folder, as a learner could by hand."""
    place = Path(shutil.copytree(SOUND_PACK, folder / FOLDER / name))
    if pack is not None:
        text = (place / "pack.toml").read_text().replace('id = "sound"', f'id = "{pack}"')
        (place / "pack.toml").write_text(text)
    return place


def install(site: Path, value: str, name: str = "tea-pack") -> None:
    """Install a distribution whose entry point has a value."""
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{ENTRY_POINTS}]\ntea = {value}\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages, with one that holds a pack and must not be run."""
    place = tmp_path / "site"
    shutil.copytree(SOUND_PACK, place / "tea_pack" / "inside")
    for module in (place / "tea_pack", place / "tea_pack" / "inside"):
        (module / "__init__.py").write_text("raise SystemExit('this package was run')\n")
    monkeypatch.syspath_prepend(str(place))
    return place


def test_without_others_there_is_the_shipped_pack(folder: Path) -> None:
    (found,) = find_packs(folder)
    assert (found.id, found.origin, found.path) == ("fine-tuning", "shipped", default_pack())
    assert found.id == default_pack().name, "find_chosen relies on it"
    assert not folder.exists(), "looking makes nothing"


def test_packs_of_all_origins_are_found(folder: Path, site: Path, tmp_path: Path) -> None:
    install(site, "tea_pack.inside")
    put(folder, "any-name", "added-one")
    opened = Path(shutil.copytree(SOUND_PACK, tmp_path / "opened"))
    (opened / "pack.toml").write_text(
        (opened / "pack.toml").read_text().replace('id = "sound"', 'id = "opened-one"')
    )
    found = {pack.id: pack for pack in find_packs(folder, opened)}
    assert {name: pack.origin for name, pack in found.items()} == {
        "opened-one": "opened",
        "added-one": "added",
        "sound": "package",
        "fine-tuning": "shipped",
    }
    assert found["sound"].package == "tea-pack"
    assert "tea_pack" not in sys.modules, "nothing of the package is run"


def test_an_opened_pack_that_is_known_keeps_its_origin(folder: Path) -> None:
    place = put(folder, "sound")
    found = find_packs(folder, place)
    assert [(pack.id, pack.origin) for pack in found] == [
        ("sound", "added"),
        ("fine-tuning", "shipped"),
    ]
    assert [pack.origin for pack in find_packs(folder, default_pack())] == ["shipped", "added"]


def test_of_one_id_the_added_pack_wins(folder: Path, site: Path) -> None:
    install(site, "tea_pack.inside")
    assert [pack.origin for pack in find_packs(folder)] == ["package", "shipped"]
    place = put(folder, "sound")
    assert [pack.origin for pack in find_packs(folder)] == ["added", "shipped"]
    put(folder, "mine", "fine-tuning")
    assert {pack.origin for pack in find_packs(folder)} == {"added"}
    assert find_chosen(folder, "sound") == place


def test_what_is_broken_comes_last_with_its_first_problem(folder: Path) -> None:
    (put(folder, "bad") / "pack.toml").write_text("format = 1\n")
    (folder / FOLDER / "cut.zip").write_bytes(b"PK\3\4")
    (folder / FOLDER / ".hidden").mkdir()
    (folder / FOLDER / "notes.txt").write_text("no pack")
    shipped, bad, cut = find_packs(folder)
    assert shipped.reader is not None
    assert (bad.id, bad.reader) == ("bad", None)
    assert "missing-key" in bad.problem
    assert "bad-zip" in cut.problem


@pytest.mark.parametrize(
    "value",
    [
        "none_such",
        "tea_pack",
        "tea_pack.none",
        "tea_pack:attribute",
        "tea_pack...inside",
        "tea_pack/../tea_pack/inside",
        "../site/tea_pack.inside",
        "sys",
        "",
        "[broken",
    ],
)
def test_a_broken_entry_point_breaks_nothing(value: str, folder: Path, site: Path) -> None:
    install(site, value)
    found = find_packs(folder)
    assert [pack.id for pack in found if pack.reader is not None] == ["fine-tuning"]
    for pack in found[1:]:
        assert pack.package == "tea-pack"
        assert "is no Python package with a pack.toml" in pack.problem


def test_a_package_with_damaged_data_breaks_nothing(site: Path) -> None:
    for number, content in enumerate([b"\xff\xfe\0", b"[" + ENTRY_POINTS.encode(), b"=\n" * 9]):
        info = site / f"bad{number}-1.dist-info"
        info.mkdir()
        (info / "entry_points.txt").write_bytes(content + ENTRY_POINTS.encode())
    (site / "none-1.dist-info").mkdir()
    install(site, "tea_pack.inside")
    (place,) = (place for place in package_packs(ENTRY_POINTS) if place.path is not None)
    assert place.path == site / "tea_pack" / "inside"


def test_a_folder_is_kept_without_links_and_only_what_belongs(folder: Path, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(SOUND_PACK, tmp_path / "pack"))
    (pack / "handbook.toml").rename(pack / "lessons" / "h")
    (pack / "handbook.toml").symlink_to("lessons/h")
    names = ["pack.toml", "handbook.toml", "lessons/first.toml"]
    target = add_pack(open_files(pack), names, "sound", folder)
    assert target == folder / FOLDER / "sound"
    kept = sorted(path.relative_to(target).as_posix() for path in target.rglob("*.*"))
    assert kept == sorted(names)
    assert not (target / "handbook.toml").is_symlink()
    assert (target / "handbook.toml").read_bytes() == (SOUND_PACK / "handbook.toml").read_bytes()


def test_adding_replaces_what_has_the_same_id(folder: Path, tmp_path: Path) -> None:
    put(folder, "by-hand", "sound")
    add_pack(open_files(SOUND_PACK), ["pack.toml"], "sound", folder)
    assert [path.name for path in (folder / FOLDER).iterdir()] == ["sound"]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(SOUND_PACK / "pack.toml", "pack.toml")
    add_zip((tmp_path / "a.zip").read_bytes(), "sound", folder)
    assert [path.name for path in (folder / FOLDER).iterdir()] == ["sound.zip"]
    assert [pack.id for pack in added_packs(folder)] == ["sound"]


@pytest.mark.parametrize("failing", ["write_bytes", "replace"])
def test_a_failure_leaves_what_was_there(
    failing: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "sound")
    before = sorted((folder / FOLDER).rglob("*"))
    real = Path.replace

    def fail(path: Path, *rest: object) -> None:
        if failing == "write_bytes" or (path.name == "sound" and path.parent.name == "new"):
            raise OSError(28, "No space left on device")
        real(path, rest[0])  # type: ignore[arg-type]

    monkeypatch.setattr(Path, failing, fail)
    with pytest.raises(OSError, match="No space left"):
        add_pack(open_files(SOUND_PACK), ["pack.toml"], "sound", folder)
    assert sorted((folder / FOLDER).rglob("*")) == before


def test_removing_a_link_leaves_what_it_leads_to(folder: Path, tmp_path: Path) -> None:
    target = Path(shutil.copytree(SOUND_PACK, tmp_path / "mine"))
    (folder / FOLDER).mkdir(parents=True)
    (folder / FOLDER / "link").symlink_to(target)
    (found,) = added_packs(folder)
    remove_pack(found.path)
    assert added_packs(folder) == []
    assert (target / "pack.toml").is_file()
    assert list((folder / FOLDER).iterdir()) == []


def test_the_pack_chosen_last(folder: Path, site: Path) -> None:
    assert find_chosen(folder, None) == default_pack()
    assert find_chosen(folder, "fine-tuning") == default_pack()
    assert find_chosen(folder, "sound") is None
    assert find_chosen(folder, "../sound") is None
    install(site, "tea_pack.inside")
    assert find_chosen(folder, "sound") == site / "tea_pack" / "inside"
    place = put(folder, "x", "fine-tuning")
    assert find_chosen(folder, None) == place, "an added pack takes the shipped one's place"


def test_starting_with_the_shipped_pack_looks_at_no_packages(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("packages were searched")

    monkeypatch.setattr("importlib.metadata.distributions", fail)
    assert find_chosen(folder, None) == default_pack()
    assert find_chosen(folder, "fine-tuning") == default_pack()


def test_progress_in_each_pack_is_kept_apart_in_one_database(folder: Path) -> None:
    store = ProgressStore(folder, "one", clock=lambda: NOW)
    other = store.on("two")
    key = ItemKey("before-after", "tea")
    other.save(key, before_after.RoundState(seed=1), done=True, stars=3)
    assert store.standings() == {}
    assert other.standings()[key].stars == 3
    store.set("pack", "two")
    assert other.settings() == {"pack": "two"}
    store.close()


def test_another_pack_whose_folder_has_the_name_stays(tmp_path: Path) -> None:
    added = tmp_path / "packs" / "tea"
    shutil.copytree(SOUND_PACK, added)
    manifest = (added / "pack.toml").read_text(encoding="utf-8")
    (added / "pack.toml").write_text(
        re.sub(r'^id = ".*"', 'id = "green"', manifest, flags=re.MULTILINE), encoding="utf-8"
    )
    with pytest.raises(FileExistsError):
        add_pack(FolderFiles(SOUND_PACK), ["pack.toml"], "tea", tmp_path)
    assert (added / "lessons").is_dir()


def test_a_pack_may_be_called_old(tmp_path: Path) -> None:
    assert add_pack(FolderFiles(SOUND_PACK), ["pack.toml"], "old", tmp_path).is_dir()


def test_a_pack_moved_aside_comes_back_where_the_next_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("aaa", "zzz"):
        shutil.copytree(SOUND_PACK, tmp_path / "packs" / name)
    pack = PackReader(SOUND_PACK).pack.id
    move = Path.replace

    def stuck(self: Path, target: Path) -> Path:
        if self.name == "zzz":
            raise PermissionError(13, "in use")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", stuck)
    with pytest.raises(PermissionError):
        add_pack(FolderFiles(SOUND_PACK), ["pack.toml"], pack, tmp_path)
    assert {path.name for path in (tmp_path / "packs").iterdir()} == {"aaa", "zzz"}
