"""A bundle starts without a network, in an awkward folder, by the Python that is there and no other program."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from starting import bundle, start

pytestmark = pytest.mark.long

NO_NETWORK = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
LONG = 200


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bundle in a folder whose path has blanks, accents and 200 letters."""
    place = tmp_path_factory.mktemp("ein Büro")
    while len(str(place)) < LONG - 40:
        place = place / "Räume für alle, même l'été"
    place.mkdir(parents=True, exist_ok=True)
    return bundle.make(place / ("b" * (LONG - 1 - len(str(place)))))


def run(made: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys._base_executable, made / "start.py", *words]
    return subprocess.run(command, env=clean(made), capture_output=True, text=True, check=False)


def clean(made: Path) -> dict[str, str]:
    home = made.parent / "home"
    home.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    return {**kept, **NO_NETWORK, "HOME": str(home), "VIG_DATA": str(made.parent / "Zoës Arbeit")}


@pytest.fixture(scope="module")
def link(made: Path) -> Iterator[tuple[str, int]]:
    """Yield the launch link of a running bundle and its process id."""
    command = [sys._base_executable, made / "start.py", "serve", "--no-browser", "--port", "18700"]
    with subprocess.Popen(command, env=clean(made), stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        yield next(line for line in child.stdout if line.startswith("Workbook: ")).split()[1], child.pid
        child.send_signal(signal.SIGTERM)
        assert child.wait(30) == 0


@pytest.mark.thorough
def test_the_path_has_two_hundred_letters(made: Path):
    assert len(str(made)) == LONG


def test_it_opens_the_first_chapter(link: tuple[str, int]):
    with httpx.Client(follow_redirects=True, timeout=60) as browser:
        page = browser.get(link[0])
        assert page.status_code == 200
        assert 'id="vig-config"' in page.text
        assert browser.get(page.url.join("/chapter/being_attentive")).status_code == 200


def test_nothing_of_the_bundle_is_run_but_by_the_python_that_is_there(made: Path, link: tuple[str, int]):
    process = psutil.Process(link[1])
    programs = {Path(one.exe()) for one in [process, *process.children(recursive=True)]}
    assert programs
    assert not [program for program in programs if made in program.parents]


def test_its_commands_work(made: Path):
    done = run(made, "film", "list", "--json")
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


def test_it_says_what_it_is_for_it_and_under_which_licences(made: Path):
    assert {"for-it.md", "unproved.md", "LICENSE", "THIRD_PARTY.md", "Start.cmd", "start.command"} <= {
        p.name for p in made.iterdir()
    }


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """Return a bundle that has not been started yet, with its wheels as links."""
    place = tmp_path / "copy"
    shutil.copytree(made, place, ignore=shutil.ignore_patterns("site", "site.new", "wheels"))
    (place / "wheels").mkdir()
    for wheel in (made / "wheels").iterdir():
        os.link(wheel, place / "wheels" / wheel.name)
    return place


def test_a_changed_wheel_is_refused(copy: Path):
    wheel = next((copy / "wheels").glob("tornado*"))
    content = wheel.read_bytes()
    wheel.unlink()
    wheel.write_bytes(content[:-1] + b"!")
    done = run(copy)
    assert (done.returncode, wheel.name in done.stderr, "Copy the whole folder again" in done.stderr) == (2, True, True)
    assert not (copy / "site").exists()


def test_another_kind_of_machine_is_told_so(copy: Path):
    card = json.loads((copy / "bundle.json").read_text("utf-8"))
    (copy / "bundle.json").write_text(json.dumps({**card, "machine": "Python 3.14, Windows, ARM64"}), "utf-8")
    done = run(copy)
    assert done.returncode == 2
    assert f"for Python 3.14, Windows, ARM64, and this is {start.kind_of_machine()}" in done.stderr


@pytest.mark.thorough
def test_a_first_start_cut_off_half_way_begins_anew(copy: Path):
    (copy / "site.new").mkdir()
    (copy / "site.new" / "half.py").touch()
    assert run(copy, "--version").stdout.startswith("vig ")
    assert not (copy / "site" / "half.py").exists()


def test_a_bundle_is_never_written_over_another(made: Path):
    with pytest.raises(start.Refused, match="is there already"):
        bundle.make(made)
