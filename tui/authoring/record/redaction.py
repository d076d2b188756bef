"""The key of a server never reaches a file or a screen."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from tui.authoring.record.errors import CannotRecordError

SHORTEST_SECRET = 8
"""A shorter key is a placeholder such as ``none``, and may occur in any text."""
_INSTEAD = "[key]"


def shown(endpoint: str) -> str:
    """Return an address without what may be secret in it: a user, a password, a query.

    Args:
        endpoint: The address.

    Raises:
        CannotRecordError: It is no address of a web server.
    """
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host:
        raise CannotRecordError(
            "the address of the server must look like http://localhost:8000/v1: "
            "mend OPENAI_BASE_URL or --endpoint"
        )
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}{'' if port is None else f':{port}'}{parts.path.rstrip('/')}"


class Redactor:
    """Takes the key, and what is secret in an address, out of texts."""

    def __init__(self, key: str, endpoint: str = "") -> None:
        """Learn the secrets.

        Args:
            key: The key, empty where there is none.
            endpoint: The address of the server.
        """
        found = {key, *_secrets(endpoint)}
        forms = {form for each in found for form in (each, quote(each, safe=""))}
        self._secrets = sorted(
            (form for form in forms if len(form) >= SHORTEST_SECRET), key=len, reverse=True
        )

    def __call__(self, text: str) -> str:
        """Return a text with every secret in it replaced.

        Args:
            text: The text.
        """
        for secret in self._secrets:
            text = text.replace(secret, _INSTEAD)
        return text

    def holds(self, text: str) -> bool:
        """Say whether a secret is in a text.

        Args:
            text: The text.
        """
        return any(secret in text for secret in self._secrets)


def _secrets(endpoint: str) -> Iterator[str]:
    parts = urlsplit(endpoint)
    yield unquote(parts.password or "")
    for _, value in parse_qsl(parts.query):
        yield value
