"""The pack with recordings, with a lesson whose runs are to be stopped."""

import shutil
from pathlib import Path

from tests.conftest import RECORDED_PACK

LESSON = Path(__file__).parent / "data" / "stopping.toml"
RUN, SECOND_RUN = "six-rows", "vet-notes"
"""The cards with the two runs; the first is right at step 20 alone, the other at 60 and 90."""


def stopping_pack(folder: Path) -> Path:
    """Write the pack, whose only lesson is ``stopping``."""
    pack = Path(shutil.copytree(RECORDED_PACK, folder))
    (pack / "lessons").mkdir(exist_ok=True)
    shutil.copy(LESSON, pack / "lessons")
    manifest = pack / "pack.toml"
    listed = 'lessons = ["stopping"]\nbefore-after ='
    text = manifest.read_text("utf-8").replace("before-after =", listed, 1)
    manifest.write_text(text, "utf-8")
    return pack
