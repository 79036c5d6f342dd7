"""`vig check --bundle` shows all it would save, saves it only when told to, and holds nobody's names and words."""

from __future__ import annotations

import getpass
import platform
from pathlib import Path

import pytest

from vigwidgets.cli import main
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.support_bundle import support_text

WORDS = """\
2026-11-21 10:00:00,000 WARNING vigwidgets.server refused: GET Page (nobody)
ValueError: Theo's mother cried
    note = "Theo's mother cried"
2026-11-21 10:00:01,000 ERROR vigwidgets.widgets defect 12ab34 in mark.add of MarkTimeline
  {home}/workbook/vigwidgets/widgets/base.py:131 in _reply
builtins.ValueError
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """Return a data folder with a log into which words got."""
    folder = DataFolder(tmp_path / "data").make()
    monkeypatch.setenv("VIG_DATA", str(folder.root))
    (folder.logs / "server.log").write_text(WORDS.format(home=Path.home()), "utf-8")
    return folder


def test_it_shows_all_and_saves_nothing_unasked(data: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "help.txt"
    assert main(["check", "--bundle", str(file)]) == 0
    shown = capsys.readouterr()
    assert support_text(data, problems=[]).strip() in shown.out
    assert "Nothing was saved" in shown.err
    assert not file.exists()


def test_what_is_saved_is_what_was_shown(data: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "help.txt"
    assert main(["check", "--bundle", str(file), "--yes"]) == 0
    assert file.read_text("utf-8") in capsys.readouterr().out


def test_an_older_file_is_not_written_over(data: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "help.txt"
    file.write_text("mine", "utf-8")
    assert main(["check", "--bundle", str(file), "--yes"]) == 2
    assert "Choose another name" in capsys.readouterr().err
    assert file.read_text("utf-8") == "mine"


def test_it_holds_codes_and_versions(data: DataFolder):
    text = support_text(data, problems=["A part of film f1 is missing."])
    for part in (
        "defect 12ab34",
        "refused: GET Page",
        "builtins.ValueError",
        "sqlalchemy: 2",
        "film f1",
        "base.py:131",
    ):
        assert part in text


def test_it_holds_no_words_and_no_names(data: DataFolder):
    text = support_text(data, problems=[])
    for name in ("Theo", "cried", str(Path.home()), platform.node()):
        assert name not in text
    assert f"/{getpass.getuser()}/" not in text
