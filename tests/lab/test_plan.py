from pathlib import Path

import pytest

from tests.lab.tiny import CASE, RUNS, write_pack
from tui.content.problems import ContentError
from tui.content.reader import PackReader
from tui.lab.errors import LabError
from tui.lab.plan import DEFAULT_RANK, pack_folder, planned


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack")


def test_all_runs_are_planned_in_the_order_of_the_experiment(pack: Path) -> None:
    jobs = planned(PackReader(pack))
    assert [job.name for job in jobs] == [f"{CASE}-{run}" for run in RUNS]
    assert [(job.method, job.rank) for job in jobs] == [("full", None), ("lora", 2)]
    assert all(job.rows and job.data_hash.startswith("sha256:") for job in jobs)
    assert jobs[0].schema == "#:schema ../.schema/experiment.json"


def test_cases_and_runs_can_be_chosen(pack: Path) -> None:
    assert [job.run.id for job in planned(PackReader(pack), [CASE], ["notes"])] == ["notes"]


def test_another_model_gets_lora_where_all_would_be_trained(pack: Path) -> None:
    jobs = planned(PackReader(pack), lora=True)
    assert [(job.method, job.rank) for job in jobs] == [("lora", DEFAULT_RANK), ("lora", 2)]
    assert jobs[0].experiment_hash == planned(PackReader(pack))[0].experiment_hash


@pytest.mark.parametrize(
    ("cases", "only", "said"),
    [
        (["workshop-lin"], [], "did you mean 'workshop-line'"),
        ([], ["note"], "did you mean 'notes'"),
        ([], ["zebra"], "there is cards, notes"),
    ],
)
def test_unknown_names_are_refused(
    pack: Path, cases: list[str], only: list[str], said: str
) -> None:
    with pytest.raises(LabError, match=said):
        planned(PackReader(pack), cases, only)


def test_an_unsound_experiment_is_told_with_its_line(pack: Path) -> None:
    path = pack / "experiments" / f"{CASE}.toml"
    path.write_text(path.read_text("utf-8").replace("rank = 2\n", ""), "utf-8")
    with pytest.raises(ContentError) as caught:
        planned(PackReader(pack))
    assert "bad-rank" in str(caught.value)
    assert f"{CASE}.toml:23:" in str(caught.value)


def test_a_pack_without_experiments_is_refused(pack: Path) -> None:
    (pack / "experiments" / f"{CASE}.toml").unlink()
    with pytest.raises(LabError, match="no experiments"):
        planned(PackReader(pack))


def test_only_a_folder_with_a_manifest_is_a_pack(pack: Path, tmp_path: Path) -> None:
    assert pack_folder(pack) == pack
    with pytest.raises(LabError, match="no folder of a pack"):
        pack_folder(tmp_path)
