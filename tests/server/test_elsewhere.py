"""The server goes on in the folder that was chosen, and lets the page that chose in: or where work came meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.reflection import Prompt
from vigwidgets.journal import Journal
from vigwidgets.server import elsewhere
from vigwidgets.workbook.folder.data_folder import DataFolder

Visit = Callable[[str], httpx.Client]


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[DataFolder, DataFolder]:
    """Return the folder of a first start and the one somebody chose instead, with a word for the page in it."""
    for name in ("VIG_DATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    left, chosen = DataFolder.find().make(), DataFolder(tmp_path / "Work").make()
    elsewhere.leave_word(chosen, "the page's own")
    return left, chosen


def test_the_page_is_let_in_where_it_chose(folders: tuple[DataFolder, DataFolder]) -> None:
    left, chosen = folders
    elsewhere.leave(left, chosen)
    assert not left.root.exists()
    assert elsewhere.word_left(chosen) == "the page's own"


def test_the_page_is_let_in_where_work_came_while_it_chose(folders: tuple[DataFolder, DataFolder]) -> None:
    left, chosen = folders
    with Journal.open(left.journal_location(), person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        prompt = Prompt("my_film.what_i_did", "my_film", "What did I do?")
        journal.save_reflection(prompt, "I waited.", revision_id="r", sitting="s", sequence=1)
    elsewhere.leave(left, chosen)
    assert elsewhere.word_left(left) == "the page's own"
    assert elsewhere.word_left(chosen) is None
    assert DataFolder.find() == left


def test_nobody_moves_while_a_film_is_arriving(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "may_choose", lambda *_: True)  # the tests' own folder was named
    owner = visit("owner")
    permission = {"uses": ["work"], "until": None, "people": [], "given_by": ""}
    announced = {"name": "a.mp4", "size_bytes": 100, "title": "", "permission": permission}
    film = owner.post("vig/arriving", content=json.dumps(announced)).json()
    move = json.dumps({"path": str(tmp_path / "Work"), "although": False})
    refused = owner.post("vig/elsewhere", content=move).json()
    assert "just arriving" in refused["error"]["message"]
    assert not (tmp_path / "Work").exists()
    owner.delete(f"vig/arriving/{film['id']}")
