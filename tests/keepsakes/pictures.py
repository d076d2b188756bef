"""What every picture to keep must be."""

import re
from xml.etree import ElementTree

from rich.cells import cell_len

from tui.keepsakes.sheet import SIZE

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</text><script>alert(1)</script><image href='//evil.example/x'/> & \" ]]> "
    "<!ENTITY x SYSTEM 'file:///etc/passwd'> \x1b[2J\x00\ufffe url(http://evil.example)"
)
_SHAPES = {"rect", "path", "circle", "polyline", "polygon", "text", "g"}
_ALLOWED = {"svg", "title", "desc", "linearGradient", "stop"} | _SHAPES


def drawn(svg: str) -> ElementTree.Element:
    """Return a picture as a tree, after a look at what no picture may hold."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - the game wrote it
    width, height = (float(root.get(name, "")) for name in ("width", "height"))
    assert root.get("viewBox") == f"0 0 {width:g} {height:g}"
    assert "<!" not in svg
    for each in root.iter():
        assert each.tag.removeprefix(SVG) in _ALLOWED
        for name, value in each.attrib.items():
            assert not name.lower().startswith("on")
            assert "href" not in name and name != "style"
            assert not re.search(r"url\((?!#)|https?:|javascript:|@import", value)
        if each.tag == f"{SVG}text":
            _is_inside(each, width, height)
    return root


def texts(root: ElementTree.Element) -> str:
    """Return all that is written on a picture, line after line."""
    return "\n".join(each.text or "" for each in root.iter(f"{SVG}text"))


def shapes(root: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    """Return the shapes of a kind."""
    return list(root.iter(f"{SVG}{tag}"))


def _is_inside(text: ElementTree.Element, width: float, height: float) -> None:
    size = float(text.get("font-size", SIZE))
    room = cell_len(text.text or "") * size * 0.602
    x, y = float(text.get("x", "")), float(text.get("y", ""))
    before = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", ""), 0.0)
    assert x - before * room >= 0, text.text
    assert x + (1 - before) * room <= width, text.text
    assert 0 < y < height
