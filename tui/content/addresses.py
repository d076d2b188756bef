"""Addresses of sources: what leads to a public site, and what it really leads to."""

import functools
import re
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

_USUAL_PORTS = {"http": 80, "https": 443}
# Browsers read a backslash as a slash; the others have no place in an address.
_NOT_IN_ADDRESSES = re.compile(r'[\s\\<>"^`{|}]')
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?")
_KEPT = "%/?#[]@!$&'()*+,;=:~-._"


class Address(NamedTuple):
    """Where an address leads.

    Attributes:
        url: The address in ASCII alone, as a browser asks for it.
        host: The site in ASCII, with ``xn--`` where its name has other letters.
        written_host: The site as the author wrote it.
        port: The port, where it is not the usual one.
        is_encrypted: Whether it is https.
    """

    url: str
    host: str
    written_host: str
    port: int | None
    is_encrypted: bool


def read_address(text: str) -> Address | str:
    """Return where an address leads, or what is wrong with it.

    Args:
        text: The address as an author wrote it.
    """
    read = _read(text)
    if isinstance(read, str):
        return read
    parts, host, written = read
    port = parts.port if parts.port != _USUAL_PORTS[parts.scheme] else None
    site = host if port is None else f"{host}:{port}"
    tail = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    url = urlunsplit((parts.scheme, site, *tail))
    return Address(url, host, written, port, parts.scheme == "https")


@functools.lru_cache(maxsize=500)
def address_fault(text: str) -> str | None:
    """Return what is wrong with an address, or None; the files of a pack share their sources.

    Args:
        text: The address as an author wrote it.
    """
    read = _read(text)
    return read if isinstance(read, str) else None


def _read(text: str) -> tuple[SplitResult, str, str] | str:
    """Return an address in its parts, its site in ASCII and as it is written; or what is wrong.

    Args:
        text: The address as an author wrote it.
    """
    if _NOT_IN_ADDRESSES.search(text) or not text.isprintable():
        return "it holds a character that no address has"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return "its site or port cannot be read"
    if parts.scheme not in _USUAL_PORTS:
        return "it is neither http nor https"
    if "@" in parts.netloc:
        return "a name or a password stands before its site"
    written = parts.netloc.rpartition(":")[0] if port is not None else parts.netloc.rstrip(":")
    host = _ascii_host(written)
    if host is None:
        return "it names no public site, such as example.org"
    return parts, host, written


def _ascii_host(written: str) -> str | None:
    """Return a site's name in ASCII, or None for a number, a local name or no name.

    Args:
        written: The name.
    """
    try:
        host = written.lower() if written.isascii() else written.encode("idna").decode().lower()
    except UnicodeError:
        return None
    labels = host.removesuffix(".").split(".")
    if len(labels) < 2 or len(host) > 253:
        return None
    if any(len(label) > 63 or not _LABEL.fullmatch(label) for label in labels):
        return None
    # Browsers read a name that ends in a number as an IP address, 0x7f.1 too.
    return None if labels[-1][0].isdigit() else host
