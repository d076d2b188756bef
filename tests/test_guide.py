"""The guide's worked example is a sound pack."""

import re
import textwrap
from pathlib import Path

from tui.authoring.check import check_pack

GUIDE = Path(__file__).parent.parent / "CONTRIBUTING.md"


def test_the_worked_example_passes_the_check(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    manifest, round_ = map(textwrap.dedent, blocks)
    (tmp_path / "pack.toml").write_text(manifest, encoding="utf-8")
    (tmp_path / "before-after").mkdir()
    (tmp_path / "before-after" / "green-tea.toml").write_text(round_, encoding="utf-8")
    assert check_pack(tmp_path) == []
