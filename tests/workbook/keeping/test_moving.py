import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from vigwidgets.core.errors import JournalUnavailable
from vigwidgets.workbook.keeping.moving import abandoned, moving, moving_together

ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys
from pathlib import Path
from vigwidgets.workbook.keeping.moving import moving
print("asking", flush=True)
with moving(Path(sys.argv[1]), "f1", owner="owner"):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "films"


@pytest.fixture
def holder(shelf):
    """Hold a note in another process."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(shelf)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["asking\n", "held\n"]
    yield process
    process.kill()
    process.communicate()


def test_a_note_goes_when_the_film_was_moved(shelf):
    with moving(shelf, "f1", owner="owner"):
        assert [path.name for path in (shelf.parent / "runtime").iterdir()] == ["moving-f1"]
    assert list((shelf.parent / "runtime").iterdir()) == []


def test_a_note_also_goes_when_moving_failed(shelf):
    with pytest.raises(RuntimeError, match="no"), moving(shelf, "f1", owner="owner"):
        raise RuntimeError("no")
    assert list(abandoned(shelf, owner="owner")) == []


def test_a_film_that_is_being_moved_is_not_abandoned(shelf, holder):
    assert list(abandoned(shelf, owner="owner")) == []


def test_a_film_whose_mover_was_killed_is_abandoned(shelf, holder):
    holder.kill()
    holder.wait(timeout=10)
    assert list(abandoned(shelf, owner="owner")) == ["f1"]


def test_an_abandoned_film_is_told_once(shelf, holder):
    holder.kill()
    holder.wait(timeout=10)
    list(abandoned(shelf, owner="owner"))
    assert list(abandoned(shelf, owner="owner")) == []


def test_another_persons_film_is_left_to_them(shelf, holder):
    holder.kill()
    holder.wait(timeout=10)
    assert list(abandoned(shelf, owner="somebody")) == []
    assert list(abandoned(shelf, owner="owner")) == ["f1"]


def test_a_note_that_was_just_being_begun_is_left_alone(shelf):
    (shelf.parent / "runtime").mkdir()
    (shelf.parent / "runtime" / "moving-f1").touch()
    assert list(abandoned(shelf, owner="owner")) == []


def test_who_moves_the_same_film_waits_for_the_first(shelf, holder):
    second = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(shelf)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert second.stdout is not None
    assert second.stdout.readline() == "asking\n"
    assert not select.select([second.stdout], [], [], 0.3)[0], "it got a note that another holds"
    holder.communicate("\n", timeout=10)
    out, _ = second.communicate("\n", timeout=10)
    assert out == "held\n"


def test_a_place_where_no_note_can_be_written_is_said(shelf):
    (shelf.parent / "runtime").write_text("in the way")
    with pytest.raises(JournalUnavailable, match="A file is where"), moving(shelf, "f1", owner="owner"):
        pytest.fail("moved without a note")


def test_films_that_move_together_have_one_note(shelf):
    with moving_together(shelf, ["f1", "f2"], owner="owner"):
        assert len(list((shelf.parent / "runtime").iterdir())) == 1
        assert list(abandoned(shelf, owner="owner")) == []
    assert list((shelf.parent / "runtime").iterdir()) == []


@pytest.mark.parametrize("films", [[], ["f1"], ["f1", "f2"]])
def test_a_note_that_is_to_stay_is_left_by_an_error_for_the_next_sweep(shelf, films):
    def fail():
        with moving_together(shelf, films, owner="owner") as note:
            note.stays = True
            raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        fail()
    assert list(abandoned(shelf, owner="somebody")) == []
    assert list(abandoned(shelf, owner="owner")) == films
    assert list((shelf.parent / "runtime").iterdir()) == []


def test_a_note_that_was_to_stay_goes_when_all_went_well(shelf):
    with moving(shelf, "f1", owner="owner") as note:
        note.stays = True
    assert list((shelf.parent / "runtime").iterdir()) == []
