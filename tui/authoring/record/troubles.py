"""What a server or the way to it does wrong, in one line."""

import re
from typing import Any

from tui.authoring.record.access import Access
from tui.authoring.record.redaction import Redactor
from tui.content.untrusted import clean

_LONGEST_REASON = 200
_TOO_LONG = re.compile(
    r"context.length|context.window|(prompt|input|message)s?\b.*\btoo (long|many)|maximum.*tokens",
    re.IGNORECASE,
)
_MANY = 5


class Troubles:
    """Tells what went wrong, and what to do."""

    def __init__(self, client: Any, access: Access, where: str, redact: Redactor) -> None:
        """Take what is told of.

        Args:
            client: The client, by which the server is asked for its models.
            access: How the server was asked.
            where: Its address, as it may be shown.
            redact: Takes what is secret out of texts.
        """
        self._client = client
        self._access = access
        self._where = where
        self._redact = redact
        self._tries = f", {access.retries + 1} times" if access.retries else ""

    def told(self, error: Exception, prompt: str) -> str:
        """Return what went wrong.

        Args:
            error: What the client raised.
            prompt: The id of the prompt.
        """
        import openai

        where, tries = self._where, self._tries
        if isinstance(error, openai.APITimeoutError):
            seconds = f"{self._access.timeout:g} seconds{tries}"
            return f"{where} did not answer within {seconds}: try again, or raise --timeout"
        if isinstance(error, openai.APIConnectionError):
            asked = f" (asked{tries[1:]})" if tries else ""
            return f"no server answers at {where}{asked}: start it, or mend the address"
        status, reason = getattr(error, "status_code", None), self._reason(error)
        if not isinstance(status, int):
            return f"{where} gave no reply to '{prompt}'{reason}"
        if status in {401, 403}:
            if not self._access.key:
                return f"{where} wants a key ({status}): set OPENAI_API_KEY"
            return f"{where} does not accept the key in OPENAI_API_KEY ({status}){reason}"
        if status == 429:
            return f"{where} has had enough for now (429{tries}){reason}"
        return self._refused(status, reason, prompt)

    def _refused(self, status: int, reason: str, prompt: str) -> str:
        where, model, models = self._where, self._access.model, self._models()
        if models and model not in models:
            more = ", …" if len(models) > _MANY else ""
            return f"{where} has no model '{model}': it has {', '.join(models[:_MANY])}{more}"
        if status == 404 and not models:
            asked = "is that the whole address, such as http://localhost:8000/v1?"
            return f"there is no model '{model}' at {where}, or nothing at all (404): {asked}"
        if status >= 500:
            return f"{where} fails at '{prompt}' ({status}{self._tries}){reason}"
        if _TOO_LONG.search(reason):
            return f"the prompt '{prompt}' is too long for the model ({status}){reason}"
        return f"{where} refuses '{prompt}' ({status}){reason}"

    def _reason(self, error: Exception) -> str:
        """Return what the server says of it, to be put behind what is wrong."""
        said = getattr(error, "body", None)
        while isinstance(said, dict):
            keys = ("message", "detail", "error")
            said = next((said[key] for key in keys if said.get(key)), None)
        # Secrets first: one that was cut would not be known again.
        text = " ".join(clean(self._redact(said)).split()) if isinstance(said, str) else ""
        if not text or text.startswith("<"):
            return ""  # a page for a browser
        return f": {text[:_LONGEST_REASON]}{'…' if len(text) > _LONGEST_REASON else ''}"

    def _models(self) -> list[str]:
        """Return the models that the server lists, none where it lists none."""
        import openai

        try:
            client = self._client.with_options(max_retries=0, timeout=10)
            names = [model.id for model in client.models.list().data]
        except (openai.OpenAIError, AttributeError, TypeError, ValueError):
            return []
        return [" ".join(clean(name).split()) for name in names if isinstance(name, str)]
