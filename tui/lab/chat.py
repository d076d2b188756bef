"""How a conversation looks to the pocket model."""

USER = "<|user|>"
ASSISTANT = "<|assistant|>"
END = "<|end|>"
"""What ends a reply, and every other text that the model is trained on."""
PAD = "<|pad|>"
SPECIAL = (PAD, END, USER, ASSISTANT)
"""Tokens that mean no text; their places in this order are their numbers."""

TEMPLATE = (
    "{% for message in messages %}"
    "{% if message['role'] == 'user' %}"
    f"{USER}{{{{ message['content'] }}}}"
    "{% elif message['role'] == 'assistant' %}"
    f"{ASSISTANT}{{% generation %}}{{{{ message['content'] }}}}{END}{{% endgeneration %}}"
    "{% endif %}"
    "{% endfor %}"
    f"{{% if add_generation_prompt %}}{ASSISTANT}{{% endif %}}"
)
"""The chat template that is saved with the tokenizer; it marks what the assistant says."""


def turn(question: str, answer: str) -> str:
    """Return a question and its answer as the template writes them."""
    return f"{USER}{question}{ASSISTANT}{answer}{END}"
