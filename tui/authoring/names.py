"""From what an author types as a name to the id that names a file, and a title."""

import re
import unicodedata
from dataclasses import dataclass

from tui.content.models.common import KEBAB
from tui.content.untrusted import first_unsafe

MAX_ID = 64
MAX_TITLE = 60
# Windows keeps these names for devices, whatever ends them.
_RESERVED = {
    *("con", "prn", "aux", "nul"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
}


class BadNameError(ValueError):
    """Raised where no id or title can be made of a name; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Named:
    """What something new is called.

    Attributes:
        id: Its id, in kebab-case.
        title: Its title.
    """

    id: str
    title: str


def named(name: str, title: str | None = None) -> Named:
    """Return the id and the title that a name means: ``green-tea`` and "Green tea" for both.

    Args:
        name: An id, or a title to make one of.
        title: The title, where the author gives one.

    Raises:
        BadNameError: Nothing can be made of it.
    """
    plain = name.strip().removesuffix(".toml")
    if re.search(r"[/\\]", plain) or plain in {".", ".."}:
        raise BadNameError(f"'{name}' is a path: give only a name, such as {_example(plain)}")
    is_id = re.match(KEBAB, plain) is not None
    made = plain if is_id else slug(plain)
    if not made:
        raise BadNameError(
            f"no id can be made of '{name}': give one of a to z, such as green-tea, "
            f"and the title with --title"
        )
    if len(made) > MAX_ID:
        raise BadNameError(f"the id '{made}' has {len(made)} characters; at most {MAX_ID} fit")
    if made in _RESERVED:
        raise BadNameError(f"Windows keeps the name '{made}' for itself: take another")
    spoken = plain.replace("-", " ") if is_id else plain
    if title is None:
        title = _cut(spoken[:1].upper() + spoken[1:])
    return Named(made, checked_line(title, "title"))


def slug(text: str) -> str:
    """Return a text in kebab-case, empty where no letter from a to z and no digit is in it.

    Args:
        text: Any text.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = re.sub("['’ʼ\u0300-\u036f]", "", plain)
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def checked_line(text: str, what: str) -> str:
    """Return a text that is fit to stand on one line of a manifest.

    Args:
        text: The text.
        what: What it is.

    Raises:
        BadNameError: It is empty, too long, or more than a line.
    """
    text = text.strip()
    if not text:
        raise BadNameError(f"the {what} is empty")
    if len(text) > MAX_TITLE:
        raise BadNameError(f"the {what} has {len(text)} characters; at most {MAX_TITLE} fit")
    if re.search(r"[\t\r\n]", text) or first_unsafe(text) is not None:
        raise BadNameError(f"the {what} holds a character that may not stand in it")
    return text


def _cut(title: str) -> str:
    if len(title) <= MAX_TITLE:
        return title
    return title[: MAX_TITLE - 1].rpartition(" ")[0] or title[:MAX_TITLE]


def _example(path: str) -> str:
    last = re.split(r"[/\\]", path.strip("/\\"))[-1]
    return slug(last) or "green-tea"
