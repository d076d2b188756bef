"""Entering a scenario in ``pack.toml`` without disturbing what its author wrote there."""

import re

import msgspec
import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array

from tui.content.models.pack import Pack

_TOKENS = re.compile(
    r"""(?P<text>\"\"\".*?\"\"\"|'''.*?'''|"(?:\\.|[^"\\])*"|'[^']*')"""
    r"|(?P<comma>,)|\#[^\r\n]*|[^,\"'\#]",
    re.DOTALL,
)
_COMMENT = re.compile(r"[ \t]*\#[^\r\n]*")


class CannotEnterError(ValueError):
    """Raised where a list cannot be added to without disturbing the file."""


def entered(text: str, key: str, name: str) -> str:
    """Return a manifest with one more name at the end of a list; all else stays as it is.

    Args:
        text: A sound ``pack.toml``, its line ends as they are in the file.
        key: The list, such as ``lessons``; it need not be there yet.
        name: What to enter.

    Raises:
        CannotEnterError: The file is written in a way that cannot be added to.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    try:
        manifest = tomlkit.parse(text)
        wanted = manifest.unwrap()
        listed = manifest.get(key)
        if listed is None:
            _insert(manifest, key, _array(f'["{name}"]'), line_end)
        elif isinstance(listed, Array):
            manifest[key] = _array(_appended(listed.as_string(), name, line_end))
        else:
            raise CannotEnterError
        wanted[key] = [*wanted.get(key, ()), name]
        changed = manifest.as_string()
        sound = tomlkit.parse(changed).unwrap() == wanted
    except TOMLKitError:
        raise CannotEnterError from None
    if not (sound and _only_adds(text, changed)):
        raise CannotEnterError
    return changed


def _array(text: str) -> Array:
    found = tomlkit.parse(f"list = {text}")["list"]
    if not isinstance(found, Array):
        raise CannotEnterError
    return found


def _insert(manifest: tomlkit.TOMLDocument, key: str, value: Array, line_end: str) -> None:
    """Put a list where the usual order of keys has it."""
    usual = [field.encode_name for field in msgspec.structs.fields(Pack)]
    above = set(usual[: usual.index(key)])
    body = manifest.body
    index = max(
        (at for at, (known, _) in enumerate(body) if known is not None and known.key in above),
        default=-1,
    )
    if index >= 0 and "\n" not in body[index][1].trivia.trail:
        body[index][1].trivia.trail += line_end
    value.trivia.trail = line_end
    # A document has no method that puts a key in its middle; what comes out is parsed again.
    body.insert(index + 1, (tomlkit.key(key), value))


def _appended(array: str, name: str, line_end: str) -> str:
    """Return the text of an array with one more name, laid out like the last one in it.

    Args:
        array: The array from its bracket to its bracket.
        name: What to add.
        line_end: How a line ends.
    """
    tokens = list(_TOKENS.finditer(array))
    texts = [token for token in tokens if token["text"] is not None]
    if not texts:
        return _filled(array, name, line_end)
    last = texts[-1]
    quote = "'" if last.group().startswith("'") else '"'
    entry = f"{quote}{name}{quote}"
    commas = [token.end() for token in tokens if token["comma"] and token.start() >= last.end()]
    end = commas[0] if commas else last.end()
    before = array[array.rfind("\n", 0, last.start()) + 1 : last.start()]
    starts_line = "\n" in array[: last.start()]
    if starts_line and before.strip() == "," and not commas:
        # The commas lead the lines.
        place = _after_comment(array, end)
        return f"{array[:place]}{line_end}{before}{entry}{array[place:]}"
    separator, closing = ("", ",") if commas else (",", "")
    if starts_line and not before.strip():
        place = _after_comment(array, end)
        return (
            f"{array[: last.end()]}{separator}{array[last.end() : place]}"
            f"{line_end}{before}{entry}{closing}{array[place:]}"
        )
    space = _space(array, texts)
    return f"{array[:end]}{separator}{space}{entry}{closing}{array[end:]}"


def _filled(array: str, name: str, line_end: str) -> str:
    """Return the text of an array that had no entry."""
    if not array[1:-1].strip(" \t"):
        return f'["{name}"]'
    head = array[:-1].rstrip()
    return f'{head}{line_end}    "{name}",{array[len(head) : -1]}]'


def _after_comment(array: str, place: int) -> int:
    found = _COMMENT.match(array, place)
    return found.end() if found is not None else place


def _space(array: str, texts: list[re.Match[str]]) -> str:
    """Return what stands between a comma and the next entry on one line."""
    between = array[texts[-2].end() : texts[-1].start()] if len(texts) > 1 else ", "
    return between[1:] if re.fullmatch(r",[ \t]*", between) else " "


def _only_adds(old: str, new: str) -> bool:
    """Say whether all characters of a text are in another one in the same order."""
    rest = iter(new)
    return all(character in rest for character in old if not character.isspace())
