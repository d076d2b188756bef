"""Any text in ASCII, as wide as it was."""

from rich.cells import cell_len

from tui.rules.ascii import to_ascii


def test_signs_of_the_game_stay_apart() -> None:
    signs = "✓○✗·▸◐★☆"
    assert len(set(map(to_ascii, "✓○✗·▸"))) == 5
    assert to_ascii(signs).isascii()


def test_the_width_stays() -> None:
    for text in ("─│┌┐ «evidence» … “quoted”", "naïve café", "日本語", "⣿⠀", "½ ™ ﬁ"):
        assert to_ascii(text).isascii()
        assert len(to_ascii(text)) == cell_len(text), text


def test_accents_become_letters() -> None:
    assert to_ascii("naïve café") == "naive cafe"
    assert to_ascii("e\u0301") == "e"
