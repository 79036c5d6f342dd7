"""Figures that others have published or reckoned, and how long ours may take."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def expected(testdata: Path) -> dict[str, Any]:
    """Return what is to come out, each with its source."""
    return json.loads((testdata / "stats" / "expected.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def table(testdata: Path) -> Callable[[str], list[dict[str, str]]]:
    """Return a reader of the tables beside it."""

    def read(name: str) -> list[dict[str, str]]:
        with (testdata / "stats" / name).open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    return read
