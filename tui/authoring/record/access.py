"""How a server is reached and asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How a server is reached, and how it is asked.

    Attributes:
        endpoint: Its address, up to ``/v1``.
        model: The model.
        key: The key; empty for none.
        timeout: How many seconds to wait for a reply.
        retries: How often to try again.
        max_tokens: At most so many tokens a reply.
        temperature: The temperature of samples.
    """

    endpoint: str
    model: str
    key: str
    timeout: float
    retries: int
    max_tokens: int
    temperature: float

    def __repr__(self) -> str:
        """Return no secret: whatever prints this may be read by others."""
        return f"Access(model={self.model!r})"
