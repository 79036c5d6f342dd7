import json
import subprocess
import sys

import pytest

from tests.cli.conftest import environment_of, tree
from vigwidgets.cli import film as film_commands


@pytest.fixture
def marked(vig, film):
    """A film with two marks that belong together."""
    mark = vig("marks", "add", film, "--start", "0", "--end", "900", "--kind", "initiative", "--json").json["id"]
    vig("marks", "add", film, "--start", "900", "--end", "990", "--kind", "reception", "--answers", mark)
    return film


@pytest.fixture
def file(tmp_path):
    return tmp_path / "my work.zip"


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Go to another machine: from now on commands work on an empty data folder."""

    def go():
        monkeypatch.setenv("VIG_DATA", str(tmp_path / "elsewhere"))
        return tmp_path / "elsewhere"

    return go


class TestBackupAndRestore:
    def test_the_work_comes_back_on_an_empty_machine(self, vig, marked, file, elsewhere):
        films, marks = vig("film", "list", "--json").json, vig("marks", "list", marked, "--json").json
        made = vig("backup", file, "--json")
        assert (made.status, made.err) == (0, "")
        assert list(made.json) == ["out", "size_bytes", "made_at", "films", "with_films", "not_whole"]
        assert (made.json["films"], made.json["with_films"], made.json["not_whole"]) == (1, True, [])
        assert made.json["size_bytes"] == file.stat().st_size
        elsewhere()
        restored = vig("restore", file, "--json").json
        assert restored == {
            "made_at": made.json["made_at"], "films": 1, "films_in_place": 1, "marks": 2, "texts": 0,
        }  # fmt: skip
        assert vig("film", "list", "--json").json == films
        assert vig("marks", "list", marked, "--json").json == marks
        assert vig("check", "--json").json["ok"]

    def test_people_are_told_what_was_made_and_how_to_keep_it(self, vig, film, file):
        said = vig("backup", file)
        assert said.err == ""
        whole, care = said.out.splitlines()
        assert "films 1, " in whole
        assert "encrypted disk" in care
        assert "without the films" in vig("backup", file.with_name("b.zip"), "--without-films").out

    def test_people_see_what_came_back(self, vig, marked, file, elsewhere):
        vig("backup", file)
        elsewhere()
        assert "marks" in vig("restore", file).out

    def test_progress_is_shown_to_who_watches(self, vig, film, file, elsewhere, monkeypatch):
        monkeypatch.setattr(film_commands, "is_watched", lambda: True)
        err = vig("backup", file).err
        assert "\r100 %  my work.zip" in err
        assert err.endswith("\r\x1b[K")
        elsewhere()
        assert "\r100 %  my work.zip" in vig("restore", file).err

    def test_a_film_that_is_not_whole_is_named(self, vig, data, film, file):
        (data / "films" / film / "film.mp4").write_bytes(b"changed")
        said = vig("backup", file, "--json")
        assert said.json["not_whole"] == [film]
        assert film in said.err

    def test_where_there_is_nothing_there_is_nothing_to_keep(self, vig, data, file):
        assert "no work here yet" in vig("backup", file, "--json").refused("not_found")
        assert (data.exists(), file.exists()) == (False, False)

    def test_a_damaged_backup_is_refused_and_leaves_no_folder(self, vig, film, file, elsewhere):
        vig("backup", file)
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        there = elsewhere()
        assert "damaged or changed" in vig("restore", file, "--json").refused("backup_refused")
        assert not there.exists()

    def test_work_that_is_there_is_never_overwritten(self, vig, data, film, file):
        vig("backup", file)
        before = tree(data / "films")
        assert "work here already" in vig("restore", file, "--json").refused("backup_refused")
        assert tree(data / "films") == before

    @pytest.mark.parametrize("inside", ["my.zip", "films/my.zip", "journal.db-wal", "exports/new/my.zip"])
    def test_a_backup_does_not_lie_where_erasing_would_not_find_it(self, vig, marked, data, inside):
        before = tree(data)
        refused = vig("backup", data / inside)
        assert refused.status == 2
        assert "would lie in the data folder" in refused.err
        assert tree(data) == before

    def test_another_kind_of_file_is_never_replaced(self, vig, film, friday):
        before = friday.read_bytes()
        vig("backup", friday, "--json").refused("bad_request")
        assert friday.read_bytes() == before

    @pytest.mark.parametrize("arguments", [("backup",), ("restore",), ("restore", "a", "b"), ("erase",)])
    def test_a_command_of_the_wrong_form_is_refused(self, vig, data, arguments):
        vig(*arguments, "--json").refused("bad_request")
        assert not data.exists()


class TestErase:
    def test_a_film_goes_and_its_receipt_is_printed(self, vig, data, marked, friday):
        receipt = vig("erase", marked, "--yes", "--json").json
        assert (receipt["what"], receipt["films"], receipt["marks"]) == ("film", 1, 2)
        assert (receipt["files"], receipt["size_bytes"]) == (2, friday.stat().st_size + 4 * 185)
        assert marked not in json.dumps(receipt)
        assert vig("film", "list", "--json").json == []
        assert list((data / "films").iterdir()) == []

    def test_everything_goes(self, vig, data, marked, friday):
        vig("film", "add", friday.with_name("flower.webm"))
        vig("marks", "add", "c01", "--start", "0", "--end", "400")
        receipt = vig("erase", "--all", "--yes", "--json").json
        assert (receipt["what"], receipt["films"], receipt["marks"]) == ("everything", 2, 3)
        assert vig("marks", "list", "c01", "--json").json == []
        assert vig("check", "--json").json["ok"]

    def test_people_read_what_is_left(self, vig, film):
        assert vig("erase", film, "--yes").out.startswith("Erased. This receipt stays")

    @pytest.mark.parametrize("what", ["film", "--all"])
    def test_without_yes_nothing_happens(self, vig, data, film, what):
        before = tree(data)
        assert "--yes" in vig("erase", film if what == "film" else what, "--json").refused("bad_request")
        assert tree(data) == before

    def test_an_unknown_film_and_an_empty_machine_are_told_and_make_nothing(self, vig, data):
        vig("erase", "nobody", "--yes", "--json").refused("not_found")
        vig("erase", "--all", "--yes", "--json").refused("not_found")
        assert not data.exists()

    def test_a_drawn_clip_stays(self, vig, data):
        vig("erase", "c01", "--yes", "--json").refused("not_allowed")
        assert not data.exists()

    def test_a_film_and_all_at_once_is_refused(self, vig, film):
        vig("erase", film, "--all", "--yes", "--json").refused("bad_request")


def test_keeping_imports_neither_database_nor_decoder_to_refuse():
    heavy = "print([name for name in ('av', 'sqlalchemy') if name in sys.modules])"
    code = f"import sys; from vigwidgets.cli import main; main(['backup', 'x']); {heavy}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment_of(VIG_DATA="/nowhere"),
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
