"""The command in this process and in one of its own, each on a data folder that nobody used before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from vigwidgets.cli import main

ROOT = Path(__file__).resolve().parents[2]
FRIDAY = ROOT.parent / "shared" / "testdata" / "video" / "mdn__interactive-examples" / "friday.mp4"


@dataclass
class Said:
    """What a command left: its status and its two streams."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def refused(self, code: str) -> str:
        """Check that the command kept the contract of refusals; return its sentence."""
        assert self.status == 2, self
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("vig: ")
        assert lines[0].endswith(".")
        assert self.json["error"] == {"code": code, "message": lines[0].removeprefix("vig: ")}
        return lines[0].removeprefix("vig: ")


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return everything below a folder with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a data folder that is not there yet."""
    root = tmp_path / "data"
    monkeypatch.setenv("VIG_DATA", str(root))
    monkeypatch.delenv("VIG_DATABASE_URL", raising=False)
    return root


@pytest.fixture
def vig(data: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run the command in this process."""

    def run(*arguments: object) -> Said:
        capfd.readouterr()
        status = main([str(each) for each in arguments])
        sys.stdout.flush()
        return Said(status, *capfd.readouterr())

    return run


@pytest.fixture
def vig_process(data: Path) -> Callable[..., Said]:
    """Run the command as people do, in a process of its own."""

    def run(*arguments: object, **environment: str) -> Said:
        done = subprocess.run(
            command(*arguments),
            capture_output=True,
            text=True,
            env=environment_of(**environment),
            check=False,
            timeout=90,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return run


def command(*arguments: object) -> list[str]:
    """Return the command line of `vig`."""
    return [sys.executable, "-m", "vigwidgets.cli", *(str(each) for each in arguments)]


def environment_of(**more: str) -> dict[str, str]:
    """Return this environment in which `vigwidgets` is found; standard streams are UTF-8 unless said otherwise."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **more}


@pytest.fixture
def friday() -> Path:
    """Give a short real film that browsers play."""
    assert FRIDAY.is_file(), f"this test needs {FRIDAY}"
    return FRIDAY


@pytest.fixture
def film(vig: Callable[..., Said], friday: Path) -> str:
    """Add a film and give its id."""
    return vig("film", "add", friday, "--json").json["id"]
