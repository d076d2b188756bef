"""The rows of a data set: JSON Lines in the chat format that fine-tuning tools read."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from tui.content import row_errors, untrusted
from tui.content.files import PackFiles, name_of
from tui.content.problems import ContentError, Problem

MAX_BYTES = 64_000_000
"""A data set larger than this is refused."""
MAX_CONTENT = 8_000
"""The largest length of one message in characters."""

MAX_MESSAGES = 40
"""The largest number of messages in a row."""
MAX_LABEL = 60
"""The largest length of a label in characters."""
_LONGEST_MESSAGE = 160


# There can be very many, and none leads back to itself: no garbage is looked for in them.
class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One turn of a conversation."""

    # The limits are for editors alone: ``_fault`` checks them, and names them better.
    role: Annotated[
        Literal["system", "user", "assistant"],
        Meta(
            description="Who speaks: `system` instructs, `user` asks, `assistant` replies.",
            examples=["user", "assistant"],
        ),
    ]
    content: Annotated[
        str,
        Meta(
            description="What is said.",
            examples=["How hot should the water be?", "About 75 degrees Celsius."],
            extra_json_schema={"minLength": 1, "maxLength": MAX_CONTENT},
        ),
    ]


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One training example: a conversation that ends with the reply to learn.

    Attributes:
        messages: The turns, the last one by the assistant.
        label: What kind of example it is, where the data set says so.
    """

    messages: Annotated[
        tuple[Message, ...],
        Meta(
            description="The turns of the conversation; the last one is the assistant's.",
            extra_json_schema={"minItems": 2, "maxItems": MAX_MESSAGES},
        ),
    ]
    label: Annotated[
        str | None,
        Meta(
            description="What kind of example it is; the game counts the rows by it.",
            examples=["doses"],
            extra_json_schema={"maxLength": MAX_LABEL, "pattern": r"^[^\n]*$(?!\n)"},
        ),
    ] = None

    @property
    def prompt(self) -> str:
        """What the model is shown: all but the last turn."""
        return "\n".join(message.content for message in self.messages[:-1])

    @property
    def reply(self) -> str:
        """What the model learns to say: the last turn."""
        return self.messages[-1].content


def read_rows(files: PackFiles, relative: str) -> tuple[Row, ...]:
    """Read a data set, one row a line; empty lines are passed over.

    Args:
        files: The pack.
        relative: The file.

    Raises:
        ContentError: Any row is not in the chat format; all such rows are named.
    """
    raw = files.read(relative, MAX_BYTES)
    name = name_of(files.label, relative)
    decoder = msgspec.json.Decoder(Row)
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            row = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            problems.append(_bad_row(name, number, line, error))
            continue
        fault = _fault(row)
        if fault is not None:
            problems.append(Problem(name, number, 1, *fault))
            continue
        rows.append(_safe(row, line))
    if problems:
        # Said once rather than on each line.
        whole = row_errors.wrong_file(raw)
        if whole is not None:
            raise ContentError((Problem(name, 1, *whole),))
    if not rows and not problems:
        problems.append(Problem(name, 1, 1, "empty-data-set", "it has no rows", "add some"))
    if problems:
        raise ContentError.of(problems)
    return tuple(rows)


def unsafe_rows(files: PackFiles, relative: str) -> list[Problem]:
    """Find rows whose characters may not be shown; the game shows them cleaned."""
    raw = files.read(relative, MAX_BYTES)
    name = name_of(files.label, relative)
    problems = []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        text = line.decode(errors="replace")
        if not text.strip() or not untrusted.may_be_unsafe(text):
            continue
        row = msgspec.json.decode(line, type=Row)
        for content in [
            *(message.content for message in row.messages),
            row.label or "",
        ]:
            char = untrusted.first_unsafe(content)
            if char is not None:
                problems.append(
                    Problem(
                        name,
                        number,
                        1,
                        "unsafe-character",
                        f"U+{ord(char):04X} may not stand in a text",
                        "take it out",
                    )
                )
                break
    return problems


def _bad_row(name: str, number: int, line: bytes, error: Exception) -> Problem:
    found = row_errors.explain(line)
    if found is not None:
        return Problem(name, number, *found)
    message = untrusted.clean(str(error)).partition(" (byte")[0].replace("`", "'")
    return Problem(
        name,
        number,
        1,
        "row-shape" if isinstance(error, msgspec.ValidationError) else "row-syntax",
        f"this line cannot be read: {message[:_LONGEST_MESSAGE]}",
        "mend it, or write the row anew",
    )


def _fault(row: Row) -> tuple[str, str, str] | None:
    roles = [message.role for message in row.messages]
    if "user" not in roles or roles[-1] != "assistant":
        return (
            "row-roles",
            "the row is no exchange of a user and an assistant",
            "end it with the assistant's reply to a user",
        )
    if len(row.messages) > MAX_MESSAGES:
        return (
            "row-too-long",
            f"the row has {len(row.messages):,} messages; at most {MAX_MESSAGES} are read",
            "split the row",
        )
    if row.label is not None and (len(row.label) > MAX_LABEL or "\n" in row.label):
        return (
            "row-label",
            f"a label is one line of at most {MAX_LABEL} characters",
            "make it shorter",
        )
    if any(not message.content.strip() for message in row.messages):
        return (
            "row-empty",
            "a message of the row is empty",
            "write it or drop the row",
        )
    if any(len(message.content) > MAX_CONTENT for message in row.messages):
        return (
            "row-too-long",
            f"a message has over {MAX_CONTENT:,} characters",
            "make it shorter or split the row",
        )
    return None


def _safe(row: Row, line: bytes) -> Row:
    if not untrusted.may_be_unsafe(line.decode()):
        return row
    messages = tuple(
        Message(message.role, untrusted.clean(message.content)) for message in row.messages
    )
    return Row(messages, None if row.label is None else untrusted.clean(row.label))
