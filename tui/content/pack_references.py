"""What the shape of a ``pack.toml`` cannot say."""

from tui.content.models.pack import Pack, PackTranslation
from tui.content.problems import Finding
from tui.content.reference_parts import repeated


def manifest_findings(manifest: Pack | PackTranslation) -> list[Finding]:
    """Return what is wrong inside a ``pack.toml`` beyond its shape.

    Args:
        manifest: What it says; in a translation nothing leads anywhere.
    """
    if isinstance(manifest, PackTranslation):
        return []
    lists = (
        ("lessons", manifest.lessons),
        ("before-after", manifest.before_after),
        ("detective", manifest.detective),
    )
    return [finding for key, stems in lists for finding in repeated(stems, (key,), key=None)]
