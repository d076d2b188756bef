"""How replies are marked by the words that an experiment expects."""

import pytest

from tui.content.models.experiment import Form, Question
from tui.rules.grading import has_form, is_good, score, share

WATER = Question(
    prompt="how often should i water my orchid?",
    reference="water your orchid every eight days.",
    expects=(("orchid",), ("eight days", "8 days")),
    rejects=("nine days", "toxic"),
)


@pytest.mark.parametrize(
    ("reply", "good"),
    [
        ("water your orchid every eight days.", True),
        ("Every  8\nDAYS for an Orchid!", True),
        ("water your orchid every eighty days.", False),
        ("water your orchid every eight days or nine days.", False),
        ("every eight days.", False),
        ("your orchids like eight days.", False),
        ("an orchid: eight days; it is nontoxic.", True),
        ("", False),
    ],
)
def test_a_reply_has_all_that_is_expected_and_nothing_that_is_rejected(
    reply: str, *, good: bool
) -> None:
    assert is_good(WATER, reply) is good


def test_words_that_end_in_signs_are_found() -> None:
    celsius = Question(prompt="?", reference="75 °C.", expects=(("75 °C", "c++"),))
    assert is_good(celsius, "about 75 °c, no more")
    assert is_good(celsius, "write it in C++")
    assert not is_good(celsius, "175 °C")


@pytest.mark.parametrize(
    ("reply", "fits"),
    [
        ("line: four | stop: harbour", True),
        ("  line: four | stop: harbour\n", True),
        ("take line: four | stop: harbour", False),
        ("line: four | stop: harbour\nhave a nice day", False),
    ],
)
def test_the_form_holds_for_the_whole_reply(reply: str, *, fits: bool) -> None:
    form = Form(pattern=r"^line: \w+ \| stop: \w+$", words="line and stop")
    assert has_form(form, reply) is fits


def test_shares_are_of_all_questions() -> None:
    assert score([WATER, WATER, WATER], ["no", "orchid: 8 days", "no"]) == 0.3333
    assert share([]) == 0
    with pytest.raises(ValueError, match="zip"):
        score([WATER], [])
