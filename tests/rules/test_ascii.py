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


def test_letters_that_ascii_cannot_write_may_stay() -> None:
    assert to_ascii("✓ 选对，▸ “微调”（LoRA）│ naïve", letters=True) == (
        '+ 选对，> "微调"（LoRA）| naive'
    )
    assert to_ascii("Ж ß й", letters=True) == "Ж ß й"
    assert to_ascii("🎉⣿□", letters=True).isascii(), "signs are no letters"
    assert to_ascii("选对，") == "??????", "where no letters are asked for"
