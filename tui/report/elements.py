"""Building a page from elements, so that no text of anybody can become a part of it."""

from xml.etree import ElementTree

Node = ElementTree.Element
Child = Node | str


def element(tag: str, *children: Child, **attributes: str) -> Node:
    """Return an element.

    Args:
        tag: Its name.
        *children: What stands in it, texts as they are.
        **attributes: Its attributes; ``class_`` is written ``class``, and ``_`` stands for ``-``.
    """
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    made = Node(tag, names)
    for child in children:
        add(made, child)
    return made


def add(parent: Node, child: Child) -> None:
    """Put something at the end of an element.

    Args:
        parent: The element.
        child: An element, or a text.
    """
    if not isinstance(child, str):
        parent.append(child)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + child
    else:
        parent.text = (parent.text or "") + child


def bar(share: float, text: str, tone: str = "") -> Node:
    """Return a bar with what it shows in words.

    Args:
        share: How much of it is filled, from 0 to 1.
        text: What it shows.
        tone: The class of what is filled.
    """
    width = f"{100 * min(max(share, 0.0), 1.0):.1f}"
    picture = element(
        "svg",
        element("title", text),
        element("rect", class_="track", width="100", height="8", rx="2"),
        element("rect", class_=tone or "filled", width=width, height="8", rx="2"),
        class_="bar",
        viewBox="0 0 100 8",
        preserveAspectRatio="none",
        role="img",
        aria_label=text,
    )
    return element("span", picture, element("span", text, aria_hidden="true"), class_="measure")


def written(page: Node) -> str:
    """Return a page as HTML.

    Args:
        page: Its root.
    """
    return "<!DOCTYPE html>\n" + ElementTree.tostring(page, encoding="unicode", method="html")
