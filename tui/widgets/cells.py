"""Widths in cells of the terminal, of which a Chinese character takes two."""

from rich.cells import cell_len, set_cell_size


def pad(text: str, width: int) -> str:
    """Return the text with spaces after it, at least as wide as asked.

    Args:
        text: One line.
        width: The width in cells.
    """
    return text + " " * (width - cell_len(text))


def centre(text: str, width: int) -> str:
    """Return the text with spaces around it, at least as wide as asked.

    Args:
        text: One line.
        width: The width in cells.
    """
    # As str.center does, so that plain letters stand where they always stood.
    left = len("x".center(max(width - cell_len(text) + 1, 1)).partition("x")[0])
    return pad(" " * left + text, width)


def fit(text: str, width: int) -> str:
    """Return the text exactly as wide as asked, with an ellipsis where it was too wide.

    Args:
        text: One line.
        width: The width in cells, at least 1.
    """
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(f"{set_cell_size(text, width - 1).rstrip()}…", width)


def around(text: str, name: str) -> tuple[str, str]:
    """Return what stands before and after a placeholder, so that it can have a look of its own.

    Args:
        text: A text with the placeholder in braces.
        name: The name of the placeholder.
    """
    before, _, after = text.partition(f"{{{name}}}")
    return before, after
