"""Looking things up."""

from tui.content.models.handbook import Handbook, Question, Term
from tui.rules.handbook import HandbookIndex, title

BOOK = Handbook(
    questions=(Question(id="why", question="Why tune with LoRA?", answer="It is cheap."),),
    terms=(
        Term(id="weights", term="Weights", meaning="What LoRA leaves frozen."),
        Term(id="lora", term="LoRA", also=("low-rank adaptation",), meaning="Small matrices."),
        Term(id="qlora", term="QLoRA", meaning="The same, quantized."),
    ),
)


def found(query: str) -> list[str]:
    return [title(entry) for entry in HandbookIndex(BOOK).search(query)]


def test_the_best_match_comes_first() -> None:
    assert found("lora") == ["LoRA", "Why tune with LoRA?", "QLoRA", "Weights"]


def test_other_names_are_found() -> None:
    assert found("low-rank") == ["LoRA"]


def test_all_words_must_occur() -> None:
    assert found("lora cheap") == ["Why tune with LoRA?"]
    assert found("lora expensive") == []


def test_an_empty_search_shows_questions_then_terms_in_order() -> None:
    assert found("") == ["Why tune with LoRA?", "LoRA", "QLoRA", "Weights"]
