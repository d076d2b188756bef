"""The pack: what belongs together, and in which order it is played."""

from typing import Annotated, Literal

from msgspec import Meta

from tui.content.models.common import ONE_LINE, Id, Model, Paragraph, Title

LANGUAGE_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$(?!\n)"
"""The pattern of a BCP 47 tag."""
Stem = Annotated[
    Id,
    Meta(
        description="The name of a file, in kebab-case; without its folder and without .toml.",
        examples=["green-tea"],
    ),
]
Name = Annotated[
    Title, Meta(description="The name of a person or a group.", examples=["Ana Lindqvist"])
]


class CheckSettings(Model, frozen=True, kw_only=True):
    """What the checker leaves out in this pack."""

    allow: Annotated[
        tuple[
            Annotated[
                Id,
                Meta(
                    description="The code of a warning, in kebab-case; it stands in front of the "
                    "warning's text.",
                    examples=["reading-level"],
                ),
            ],
            ...,
        ],
        Meta(
            description="Codes of the warnings that the checker leaves out in the whole "
            "pack. Errors cannot be left out.",
            examples=[["reading-level"]],
        ),
    ] = ()


class Pack(Model, frozen=True, kw_only=True):
    """The file ``pack.toml``; a folder that has one is a pack."""

    format: Annotated[
        Literal[1], Meta(description="The version of the pack format; always 1.", examples=[1])
    ]
    id: Annotated[
        Id,
        Meta(
            description="A stable name in kebab-case; progress in the pack is stored under it, "
            "so never change it.",
            examples=["tea-house"],
        ),
    ]
    title: Annotated[
        Title, Meta(description="The pack's title, shown on Home.", examples=["The tea house"])
    ]
    summary: Annotated[
        Paragraph,
        Meta(
            description="What a learner gets from the pack, shown on Home.",
            examples=["How a small model learnt to talk about tea."],
        ),
    ]
    language: Annotated[
        str,
        Meta(
            pattern=LANGUAGE_TAG,
            description="The language of its texts, as a BCP 47 tag.",
            examples=["en", "pt-BR"],
        ),
    ]
    license: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=60,
            pattern=ONE_LINE,
            description="The licence that the pack is published under, as an SPDX identifier.",
            examples=["CC-BY-4.0"],
        ),
    ]
    authors: Annotated[
        tuple[Name, ...],
        Meta(min_length=1, description="Who wrote it.", examples=[["Ana Lindqvist"]]),
    ]
    lessons: Annotated[
        tuple[Stem, ...],
        Meta(
            description="The lessons in playing order: names of files in `lessons/`, "
            "without the .toml.",
            examples=[["what-is-fine-tuning", "when-not-to"]],
        ),
    ] = ()
    before_after: Annotated[
        tuple[Stem, ...],
        Meta(
            description="The Before & After rounds in playing order: names of files in "
            "`before-after/`, without the .toml.",
            examples=[["green-tea", "last-train"]],
        ),
    ] = ()
    detective: Annotated[
        tuple[Stem, ...],
        Meta(
            description="The detective cases in playing order: names of files in `detective/`, "
            "without the .toml.",
            examples=[["silent-parrot"]],
        ),
    ] = ()
    check: Annotated[CheckSettings, Meta(description="How the checker treats this pack.")] = (
        CheckSettings()
    )


class PackTranslation(Model, frozen=True, kw_only=True):
    """The file ``pack.toml`` of a folder of translations, such as ``zh-Hans/pack.toml``."""

    title: Annotated[
        Title,
        Meta(description="The pack's title in this language.", examples=["Das Teehaus"]),
    ]
    summary: Annotated[
        Paragraph,
        Meta(
            description="What a learner gets from the pack, in this language.",
            examples=["Wie ein kleines Modell lernte, über Tee zu sprechen."],
        ),
    ]
    translators: Annotated[
        tuple[Name, ...], Meta(description="Who translated it.", examples=[["Jo Berger"]])
    ] = ()
