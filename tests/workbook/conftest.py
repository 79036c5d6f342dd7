"""What tests of the workbook layer ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.folder.data_folder import DataFolder


@pytest.fixture
def bound(tmp_path: Path) -> Iterator[Bound]:
    """What a notebook is bound to: the local owner's journal in an empty data folder."""
    data = DataFolder.find(tmp_path / "data").make()
    opened = Bound.open(data, Person(LOCAL_OWNER), person_key="k", place={})
    with opened.journal:
        yield opened
