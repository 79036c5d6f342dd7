"""What the README and its neighbours promise is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import av
import pytest

from tests.house import third_party


def commands(text: str) -> set[str]:
    fenced = re.findall(r"(?s)```\n(.*?)```", text)
    return {line.strip() for line in [*"\n".join(fenced).splitlines(), *re.findall(r"`([^`\n]+)`", text)]}


def test_the_list_of_what_others_made_is_current():
    assert third_party.FILE.read_text("utf-8") == third_party.third_party()


def test_every_licence_on_the_list_is_said():
    assert "not said" not in third_party.table(third_party.locked(), known={})


def test_what_the_list_says_of_film_encoders_is_so():
    assert {"libx264", "libx265"} <= av.codecs_available


def test_vig_commands_of_the_readme_exist(root: Path):
    from vigwidgets.cli.parser import parse

    text = (root / "README.md").read_text("utf-8")
    asked = [shlex.split(one)[3:] for one in commands(text) if one.startswith("python3 run.py vig ")]
    assert asked
    for words in asked:
        assert parse(words)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_words_for_run_exist(root: Path, name: str):
    import run

    asked = {one.split()[2] for one in commands((root / name).read_text("utf-8")) if one.startswith("python3 run.py ")}
    assert asked
    for word in asked:
        assert f"python3 run.py {word} " in str(run.__doc__)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "LICENSE-clips.md", "THIRD_PARTY.md"])
def test_files_and_folders_that_are_named_exist(root: Path, name: str):
    made_later = {"films/", "exports/", "logs/", "../shared/testdata"}
    text = (root / name).read_text("utf-8")
    places = [one for one in re.findall(r"`([\w./-]+)`", text) if "/" in one and not one.startswith(".venv")]
    for place in set(places) - made_later:
        assert (root / place).exists(), place


def test_tests_that_decisions_name_exist(root: Path):
    named = {
        (file, name)
        for paper in sorted((root / "docs").rglob("*.md"))
        for file, name in re.findall(r"`(tests/[\w./]+\.py)::(\w+)`", paper.read_text("utf-8"))
    }
    assert named
    for file, name in named:
        assert f"def {name}(" in (root / file).read_text("utf-8"), name


def test_the_project_says_that_it_is_independent(root: Path):
    text = (root / "README.md").read_text("utf-8")
    assert "independent project" in text
    assert "no licence to practise" in text
