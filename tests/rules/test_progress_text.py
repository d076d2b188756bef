"""Progress in sentences."""

from datetime import UTC

from tests.conftest import NOW
from tests.learning import live_through, scenarios
from tui.rules.mastery import Tally
from tui.rules.overview import overview
from tui.rules.progress_text import advice_lines, progress_lines, tally_text
from tui.storage.session import Session


def test_a_newcomer_reads_what_will_be_here(session: Session) -> None:
    text = "\n".join(progress_lines(overview(scenarios(session), {}, [], NOW, UTC)))
    assert text.startswith("Your file is empty.")
    assert "New in town: 0 of 18 stars. 1 more star makes you: Rookie." in text
    assert "Learn: 0 of 2 finished; questions: none of 5 seen yet." in text
    assert "No answers yet." in text
    assert "work on" not in text, "nothing is known yet"
    assert "One clean shot, to earn. Close a case in one run." in text


def test_a_history_is_told(session: Session) -> None:
    live_through(session)
    store = session.store
    seen = overview(scenarios(session), store.standings(), [*store.answers.all()], NOW, UTC)
    lines = list(progress_lines(seen))
    assert "Gumshoe: 5 of 18 stars. 4 more stars make you: Private eye." in lines
    assert "Before & After: 0 of 3 finished; questions: 1 mastered, 1 shaky, 1 unseen." in lines
    assert "Detective: 1 of 1 finished; questions: 0 mastered, 1 shaky, 2 unseen." in lines
    assert "Mastered now: 2 of 11 questions; 11 weeks ago: 0." in lines
    assert "23 answers on 6 days, the last on 2027-01-14." in lines
    assert "When you were sure you were right 90% of the time (18 of 20)." in lines
    assert "One clean shot, earned. Close a case in one run." in lines
    assert "By the book, to earn, 1 of 2 so far. Finish every lesson." in lines
    assert "The factor to work on: relevance." in lines, "missed comes before never asked"


def test_what_is_all_mastered_needs_no_work(session: Session) -> None:
    seen = overview(scenarios(session), {}, [], NOW, UTC)
    seen = seen._replace(traits={"tone": Tally(3)}, factors={"size": Tally(1, 0, 1)})
    assert list(advice_lines(seen)) == ["The factor to work on: size."]
    assert tally_text(Tally(1, 2, 3)) == "1 mastered, 2 shaky, 3 unseen."
