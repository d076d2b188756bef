"""Counting rows, duplicates, labels and lengths."""

from tui.content.rows import Message, Row
from tui.rules.data_facts import count_words, facts, search


def row(prompt: str, reply: str, label: str | None = None) -> Row:
    return Row((Message("user", prompt), Message("assistant", reply)), label)


def test_counts() -> None:
    rows = [row("a", "one two", "x"), row("a", "one two", "y"), row("b", "one two three", "x")]
    counted = facts(rows)
    assert (counted.rows, counted.duplicates, counted.distinct) == (3, 1, 2)
    assert counted.labels == (("x", 2), ("y", 1))
    assert counted.top_share == 2 / 3
    assert (counted.median_words, counted.longest_words) == (2, 3)


def test_few_different_replies_stand_for_labels() -> None:
    rows = [row(str(number), "yes" if number % 3 else "no") for number in range(9)]
    assert facts(rows).labels == (("yes", 6), ("no", 3))


def test_many_different_replies_are_no_labels() -> None:
    rows = [row(str(number), str(number)) for number in range(9)]
    assert facts(rows).labels == ()
    assert facts(rows).top_share == 0.0


def test_search_takes_all_words_in_any_case() -> None:
    rows = [row("Water the Basil", "daily"), row("basil?", "no"), row("fern", "Basil daily")]
    assert search(rows, "BASIL daily") == [0, 2]
    assert search(rows, "  ") == [0, 1, 2]
    assert search(rows, "cactus") == []


def test_words_are_counted_in_scripts_without_spaces_too() -> None:
    assert count_words("two words") == 2
    assert count_words("naïve café — “quoted”, all of it") == 7, "as between spaces"
    assert count_words("绿萝多久浇一次水？") == 8
    assert count_words("用 LoRA 微调，300 步。") == 6
    assert count_words("") == 0
