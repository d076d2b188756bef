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


def to_ascii(text: str, *, letters: bool = False) -> str:
    """Return the text in ASCII, with the same width in cells.

    Args:
        text: Any text without control characters; newlines stay.
        letters: Whether letters that ASCII has nothing for stay as they are, and the punctuation
            of scripts with wide characters too: a terminal in that language can write them.
    """
    if text.isascii():
        return text
    return "".join(map(_translate_but_letters if letters else _translate, text))


@functools.cache
def _translate_but_letters(char: str) -> str:
    written = _translate(char)
    is_wide = unicodedata.east_asian_width(char) in "WF"
    kept = "LMNP" if is_wide else "LM"
    return char if "?" in written and unicodedata.category(char)[0] in kept else written


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
