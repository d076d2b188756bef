"""Writing any text with ASCII, as wide as it was."""

import functools
import unicodedata

_TABLE = {
    **dict.fromkeys("─━═╌┄╴╶╸╺╾╼▁▂▔—–‒―−", "-"),
    **dict.fromkeys("│┃║╎┆▏▎▍▌▐▕╵╷", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬┡┩╞╡╪▗▖▘▝", "+"),
    **dict.fromkeys("╱⁄∕", "/"),
    **dict.fromkeys("╲", "\\"),
    **dict.fromkeys("█▇▆▅▉▊▋■▀▄▙▛▜▟", "#"),
    **dict.fromkeys("▒▓▃▄", "="),
    **dict.fromkeys("░", "."),
    **dict.fromkeys("•●★◉◆⬤", "*"),
    **dict.fromkeys("○◯☆◇◌", "o"),
    **dict.fromkeys("◐◑◒◓", "%"),
    **dict.fromkeys("·․", "."),
    **dict.fromkeys("✓✔", "+"),
    **dict.fromkeys("✗✘×", "x"),
    **dict.fromkeys("▸▶►→⇒›»❯", ">"),
    **dict.fromkeys("◂◀◄←⇐‹«❮", "<"),
    **dict.fromkeys("▴▲↑", "^"),
    **dict.fromkeys("▾▼↓", "v"),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„″", '"'),
    "…": "~",
    "⏎": "<",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
}
_BRAILLE = range(0x2800, 0x2900)


def to_ascii(text: str) -> str:
    """Return the text in ASCII, with the same width in cells.

    Args:
        text: Any text without control characters; newlines stay.
    """
    return text if text.isascii() else "".join(map(_translate, text))


@functools.cache
def _translate(char: str) -> str:
    if char.isascii():
        return char
    if char in _TABLE:
        return _TABLE[char]
    if ord(char) in _BRAILLE:
        return "*" if ord(char) > _BRAILLE.start else " "
    if unicodedata.combining(char):
        return ""
    plain = unicodedata.normalize("NFKD", char)[:1]
    width = 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return (plain if plain.isascii() and width == 1 else "?") * width
