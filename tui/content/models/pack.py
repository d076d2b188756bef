"""The pack: what belongs together, and in which order it is played."""

from typing import Annotated, Literal

from msgspec import Meta

from tui.content.models.common import ONE_LINE, Id, Model, Paragraph, Title


class Pack(Model, frozen=True, kw_only=True):
    """The file ``pack.toml``; a folder that has one is a pack."""

    format: Annotated[Literal[1], Meta(description="The version of the pack format.")]
    id: Annotated[Id, Meta(description="The pack's own id; progress is stored under it.")]
    title: Annotated[Title, Meta(description="The pack's title, shown on Home.")]
    summary: Annotated[Paragraph, Meta(description="What a learner gets from it.")]
    language: Annotated[
        str,
        Meta(
            pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$(?!\n)",
            description="The language of its texts, as a BCP 47 tag.",
            examples=["en"],
        ),
    ]
    license: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=60,
            pattern=ONE_LINE,
            description="An SPDX identifier.",
            examples=["CC-BY-4.0"],
        ),
    ]
    authors: Annotated[tuple[Title, ...], Meta(min_length=1, description="Who wrote it.")]
    lessons: Annotated[
        tuple[Id, ...],
        Meta(description="Stems of the files in lessons/, in playing order."),
    ] = ()
    before_after: Annotated[
        tuple[Id, ...],
        Meta(description="Stems of the files in before-after/, in playing order."),
    ] = ()
    detective: Annotated[
        tuple[Id, ...],
        Meta(description="Stems of the files in detective/, in playing order."),
    ] = ()
