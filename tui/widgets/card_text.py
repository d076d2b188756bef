"""Cards to read, as text in the game's colours."""

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text
from textual.content import Content

from tui.content.models.common import Art, Source
from tui.content.models.lesson import (
    AnalogyCard,
    AnyCard,
    DefinitionCard,
    ListCard,
    SortCard,
)
from tui.language import _


def card_text(card: AnyCard) -> Content:
    """Return what a card says, without its art and what there is to do on it.

    Args:
        card: The card.
    """
    return Content("\n\n").join(_parts(card))


def art_text(art: Art) -> Content:
    """Return a picture in characters.

    Args:
        art: The picture.
    """
    return Content.styled(art.picture.strip("\n"), "$primary")


def pairs_table(card: AnalogyCard, colors: dict[str, str]) -> Table:
    """Return what stands for what in an analogy, one pair a line.

    Args:
        card: The card.
        colors: The theme's variables.
    """
    table = Table.grid(padding=(0, 1))
    table.add_column()
    table.add_column()
    table.add_column()
    for pair in card.pairs:
        table.add_row(
            Text(pair.story),
            Text("→", style=colors.get("primary", "")),
            Text(pair.model, style="bold"),
        )
    return table


def sources_text(sources: Sequence[Source], cites: Sequence[str]) -> Content:
    """Return the cited sources, each with its full address.

    Args:
        sources: What can be cited.
        cites: The ids of what is cited.
    """
    lines = [
        Content(_("Source: {title}").format(title=source.title) + f"\n{source.url}")
        for source in cited(sources, cites)
    ]
    return Content("\n").join(lines).stylize("$text-dim")


def cited(sources: Sequence[Source], cites: Sequence[str]) -> list[Source]:
    """Return the cited sources in the order in which they are cited.

    Args:
        sources: What can be cited.
        cites: The ids of what is cited.
    """
    by_id = {source.id: source for source in sources}
    return [by_id[name] for name in cites if name in by_id]


def _parts(card: AnyCard) -> Iterator[Content]:
    match card:
        case DefinitionCard():
            yield Content.from_markup(
                "[bold $primary]$term[/]\n$text", term=card.term, text=card.text.strip()
            )
            if card.notes:
                notes = [Content.from_markup("[$primary]·[/] $note", note=n) for n in card.notes]
                yield Content("\n").join(notes)
        case ListCard():
            if card.text.strip():
                yield Content(card.text.strip())
            items = [
                Content.from_markup("[bold]$title[/]  $text", title=item.title, text=item.text)
                for item in card.items
            ]
            yield Content("\n").join(items)
        case SortCard():
            yield Content(card.text.strip())
            bins = [
                Content.from_markup("[bold $primary]$n[/] $title", n=str(n), title=bin_.title)
                for n, bin_ in enumerate(card.bins, start=1)
            ]
            yield Content("   ").join(bins)
        case _:
            yield Content(card.text.strip())
