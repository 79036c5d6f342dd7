"""What is done to a workbook's data without its pages: by the command, and by the journal's verbs."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from typing import Any

import pytest

from tests.live_workbook import LiveWorkbook
from vigwidgets import frameworks
from vigwidgets.cli import main
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.journal import Journal
from vigwidgets.workbook.folder.data_folder import DataFolder


def vig(workbook: LiveWorkbook, *words: str) -> Any:
    """Return what `vig … --json` prints about this workbook's data; it runs here, as Python takes seconds to start."""
    with pytest.MonkeyPatch.context() as surroundings, redirect_stdout(io.StringIO()) as said:
        surroundings.setenv("VIG_DATA", str(workbook.data))
        status = main([*words, "--json"])
    assert status == 0, said.getvalue()
    return json.loads(said.getvalue())


def journal_of(workbook: LiveWorkbook) -> Journal:
    """Open the workbook's journal beside it."""
    location = DataFolder.find(workbook.data).journal_location()
    return Journal.open(location, person=Person(LOCAL_OWNER), framework=frameworks.load())


def answer(workbook: LiveWorkbook, prompt: str) -> dict[str, Any]:
    """Return the newest answer to an exercise as the journal on the disk holds it; empty where there is none."""
    with journal_of(workbook) as journal:
        newest = journal.reflection(prompt)
    return json.loads((newest and newest.text) or "{}")
