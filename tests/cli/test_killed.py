"""`kill -9` at any moment of `vig film add` leaves nothing behind that the next command does not clear away."""

import random
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.conftest import command, environment_of
from tests.thoroughly import usually

KILLS = usually(10, thorough=40)
STAGES = {
    "copying": "from vigwidgets.films import shelf as place; name = 'copy_hashed'",
    "settling": "from vigwidgets.films import shelf as place; name = '_settle'",
    "naming it in the journal": "from vigwidgets.workbook import film_shelf as place; name = 'keep'",
    "taking the note away": "from vigwidgets.workbook.keeping import moving as place; name = '_remove'",
}
STOP_AT = """
import os, signal, sys
{stage}
def die(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(place, name, die)
from vigwidgets.cli import main
sys.exit(main(["film", "add", sys.argv[1]]))
"""


def check_that_all_is_whole(vig, data: Path, friday: Path) -> None:
    """Look with the next commands, as whoever comes back does."""
    assert vig("check", "--json").json == {"ok": True, "problems": []}
    again = vig("film", "add", friday, "--json")
    assert again.status == 0
    assert vig("film", "list", "--json").json == [again.json]
    assert vig("check", "--json").json == {"ok": True, "problems": []}
    assert [path.name for path in (data / "films").iterdir()] == [again.json["id"]]
    assert list((data / "runtime").iterdir()) == []


def test_kills_at_random_moments_leave_no_trace(vig, data, friday):
    start = time.perf_counter()
    subprocess.run(command("film", "add", friday), env=environment_of(), check=True, capture_output=True)
    whole_s = time.perf_counter() - start
    vig("film", "remove", vig("film", "list", "--json").json[0]["id"], "--yes")
    # The first half is Python starting; what matters comes after it.
    for moment_s in random.Random(KILLS).choices([whole_s * (40 + at) / 100 for at in range(70)], k=KILLS):
        process = subprocess.Popen(
            command("film", "add", friday), env=environment_of(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(timeout=moment_s)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait(timeout=90)
        check_that_all_is_whole(vig, data, friday)
        vig("film", "remove", vig("film", "list", "--json").json[0]["id"], "--yes")


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("first", [True, False], ids=["the first film", "a later film"])
def test_a_kill_at_each_step_leaves_no_trace(vig, data, friday, stage, first):
    if not first:
        flower = vig("film", "add", friday.with_name("flower.webm"), "--json").json["id"]
        vig("film", "remove", flower, "--yes")
    import sys

    done = subprocess.run(
        [sys.executable, "-c", STOP_AT.format(stage=STAGES[stage]), str(friday)], env=environment_of(), check=False
    )
    assert done.returncode == -9
    check_that_all_is_whole(vig, data, friday)


def test_a_kill_while_removing_leaves_no_trace(vig, data, friday, film):
    import sys

    script = STOP_AT.replace('"add", sys.argv[1]', '"remove", sys.argv[1], "--yes"').format(
        stage="from vigwidgets.films import Shelf as place; name = 'remove'"
    )
    done = subprocess.run([sys.executable, "-c", script, film], env=environment_of(), check=False)
    assert done.returncode == -9
    assert (data / "films" / film).exists()
    assert vig("check", "--json").json == {"ok": True, "problems": []}
    assert not (data / "films" / film).exists()
    check_that_all_is_whole(vig, data, friday)
