"""The script that the guide shows can be played as it stands."""

import re
from pathlib import Path

from tui.cli import main
from tui.paths import default_pack
from tui.rules.progress import ItemKey
from tui.storage.progress import ProgressStore

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"


def test_the_script_of_the_guide_brings_all_points(tmp_path: Path) -> None:
    part = GUIDE.read_text(encoding="utf-8").partition("## Play from a script")[2]
    block = re.search(r"```text\n(.*?)```", part, re.DOTALL)
    assert block is not None
    script = tmp_path / "script.txt"
    script.write_text(block[1], encoding="utf-8")
    data = tmp_path / "data"
    options = ["--script", str(script), "--data-dir", str(data)]
    assert main(["play", str(default_pack()), *options]) == 0
    store = ProgressStore(data, "fine-tuning")
    assert store.standings()[ItemKey("before-after", "dosage-advice")].stars == 3
    (answer,) = store.answers.all()
    assert answer.given.sure
    store.close()
