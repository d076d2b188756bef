"""A server that speaks OpenAI's protocol. Its client is imported when it is first asked."""

from typing import Any

from tui.authoring.record.access import Access
from tui.authoring.record.errors import CannotRecordError
from tui.authoring.record.kept import Said
from tui.authoring.record.prompts import Asked
from tui.authoring.record.redaction import Redactor, shown
from tui.authoring.record.troubles import Troubles
from tui.content.untrusted import clean

LONGEST_REPLY = 4000
_NO_KEY = "no-key"
"""What is sent where there is no key: most servers at home want none."""


class Server:
    """Asks a server.

    Attributes:
        where: Its address, as it may be shown.
        redact: Takes what is secret out of texts.
        version: The version of the client.
    """

    def __init__(self, access: Access) -> None:
        """Make the client; nothing is sent yet.

        Args:
            access: How the server is reached.

        Raises:
            CannotRecordError: The address or the key cannot be used.
            ModuleNotFoundError: The client is not installed.
        """
        import openai

        self.where = shown(access.endpoint)
        self.redact = Redactor(access.key, access.endpoint)
        self.version: str = openai.__version__
        self._access = access
        if not (access.key.isascii() and access.key.isprintable()):
            raise CannotRecordError("OPENAI_API_KEY holds a character that no key has: mend it")
        self._client: Any = openai.OpenAI(
            base_url=access.endpoint,
            api_key=access.key or _NO_KEY,
            timeout=access.timeout,
            max_retries=access.retries,
        )

    def ask(self, asked: Asked, seed: int | None) -> Said:
        """Return what the model says.

        Args:
            asked: The prompt.
            seed: The seed of a sample; None for the likeliest reply.

        Raises:
            CannotRecordError: There is no reply, or none that can be recorded.
        """
        import openai

        drawn: dict[str, Any] = {"temperature": 0.0}
        if seed is not None:
            drawn = {"temperature": self._access.temperature, "seed": seed}
        try:
            answer = self._client.chat.completions.create(
                model=self._access.model,
                messages=[{"role": "user", "content": asked.prompt}],
                max_tokens=self._access.max_tokens,
                **drawn,
            )
        except openai.OpenAIError as error:
            text = Troubles(self._client, self._access, self.where, self.redact).told(
                error, asked.id
            )
        except ValueError:  # an answer that says it is JSON, and is not
            text = _stranger(self.where)
        else:
            return self._said(asked, seed, answer)
        # Outside of the block above, so that no trace of the error goes along with it.
        raise CannotRecordError(self.redact(text))

    def _said(self, asked: Asked, seed: int | None, answer: Any) -> Said:
        found = _first(answer)
        if found is None:
            raise CannotRecordError(_stranger(self.where))
        content, reason = found
        text = clean(content).strip() if isinstance(content, str) else ""
        cut = reason == "length"
        if not text:
            why = f" within {self._access.max_tokens} tokens: raise --max-tokens" if cut else ""
            raise CannotRecordError(f"the model said nothing to '{asked.id}'{why}")
        if len(text) > LONGEST_REPLY:
            raise CannotRecordError(
                f"the reply to '{asked.id}' has {len(text):,} characters, and a recording holds "
                f"{LONGEST_REPLY:,}: lower --max-tokens"
            )
        model, fingerprint = _line(answer, "model"), _line(answer, "system_fingerprint")
        if any(map(self.redact.holds, (text, model, fingerprint))):
            raise CannotRecordError(
                f"the server says its own key in the reply to '{asked.id}': it is not recorded"
            )
        return Said(
            prompt=asked.prompt,
            seed=seed,
            text=text,
            model=model or self._access.model,
            fingerprint=fingerprint,
            cut=cut,
        )


def _first(answer: Any) -> tuple[Any, Any] | None:
    """Return the reply and why it ends; the client does not validate, so anything may be there."""
    try:
        choice = answer.choices[0]
        return choice.message.content, choice.finish_reason
    except (AttributeError, IndexError, TypeError):
        return None


def _line(answer: Any, key: str) -> str:
    value = getattr(answer, key, None)
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def _stranger(where: str) -> str:
    return (
        f"what answers at {where} does not speak OpenAI's protocol: "
        "is that the whole address, such as http://localhost:8000/v1?"
    )
