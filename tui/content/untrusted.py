"""Content is untrusted text: what may not reach a terminal is taken out here, once, at load."""

import re
from typing import Any

_UNSAFE = re.compile(
    "["
    "\x00-\x09\x0b-\x1f"  # C0 controls but the newline; tabs become spaces
    "\x7f-\x9f"  # DEL and C1 controls
    "\xad"  # soft hyphen
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"  # invisible and bidirectional
    "\u2028\u2029"  # line and paragraph separators
    "\ud800-\udfff"  # lone surrogates
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear annotation
    "\U000e0000-\U000e007f"  # tag characters
    "]"
)
# Text without any of these cannot hold an unsafe character once it is decoded.
_SUSPICIOUS = re.compile(r"\\[uUbfrtex]|" + _UNSAFE.pattern)
_PLAIN = b"\n" + bytes(range(0x20, 0x7F))
_BREAKS = str.maketrans({"\t": "    ", "\r": "", "\u2028": "\n", "\u2029": "\n"})


def may_be_unsafe(raw: str, encoded: bytes | None = None) -> bool:
    """Say whether a TOML or JSON text could decode to unsafe characters.

    Args:
        raw: The text.
        encoded: The same in UTF-8, where that is at hand.
    """
    # The quick answer for nearly all texts: no character to be searched for is printable. Most
    # are plain, which is told quickest by leaving those out.
    if encoded is None:
        encoded = raw.encode(errors="surrogatepass")
    others = encoded.translate(None, _PLAIN)
    if others.decode(errors="surrogatepass").isprintable() and "\\" not in raw:
        return False
    return _SUSPICIOUS.search(raw) is not None


def first_unsafe(text: str) -> str | None:
    """Return the first character of a text that may not be shown, or None.

    Tabs and carriage returns are harmless: ``clean`` turns them into spaces and nothing.
    """
    for match in _UNSAFE.finditer(text):
        if match.group() not in "\t\r":
            return match.group()
    return None


def clean(text: str) -> str:
    """Return the text with nothing in it that could act on a terminal or hide from a reader."""
    return _UNSAFE.sub("", text.translate(_BREAKS))


def clean_tree(value: Any) -> Any:
    """Return decoded TOML or JSON with every string in it cleaned, keys included."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [clean_tree(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): clean_tree(item) for key, item in value.items()}
    return value
