"""Writes what is made from the models anew: ``.venv/bin/python -m tests.write_reference``.

These are the schemas in ``assets/schema`` and the keys in ``CONTRIBUTING.md``.
"""

from pathlib import Path

from tui.authoring.reference import put_into
from tui.authoring.schema import schema_folder, write_schemas

GUIDE = Path(__file__).parents[1] / "CONTRIBUTING.md"
COMMAND = ".venv/bin/python -m tests.write_reference"


def main() -> None:
    write_schemas(schema_folder())
    GUIDE.write_text(put_into(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
