"""What was backed up comes back row for row and byte for byte; what is not whole is refused and leaves nothing."""

import errno
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.thoroughly import usually
from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.agenda import Agenda
from vigwidgets.core.errors import BackupRefused, BadRequest, Cancelled, ShelfUnavailable, StorageFull
from vigwidgets.core.left_off import LeftOff
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.reel import ReelItem
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal, schema
from vigwidgets.journal import engine as engine_module
from vigwidgets.workbook import clips, film_shelf
from vigwidgets.workbook.film_check import problems
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping import backup_writing
from vigwidgets.workbook.keeping import restore as restoring
from vigwidgets.workbook.keeping.backup import make_backup
from vigwidgets.workbook.keeping.restore import restore

ROOT = Path(__file__).resolve().parents[3]
VIDEO = ROOT.parent / "shared" / "testdata" / "video" / "mdn__interactive-examples"
FRIDAY, FLOWER = VIDEO / "friday.mp4", VIDEO / "flower.webm"
ME, ANNA = Person("owner"), Person("anna")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A data folder with something in every table, and somebody else's work beside it."""
    assert FRIDAY.is_file(), f"these tests need {FRIDAY}"
    data = DataFolder(tmp_path_factory.mktemp("filled") / "data").make()
    shelf = Shelf(data.films)
    with opened(data) as journal, opened(data, ANNA) as annas:
        clips.shelve_clips(journal)
        agreed = Permission(("work", "group"), date(2031, 7, 31), ("K.", "mother"), "Großmutter 😀")
        film = film_shelf.add_film(journal, shelf, FRIDAY, title="Tea at Zoë's", permission=agreed)
        other = film_shelf.add_film(journal, shelf, FLOWER)
        fill(journal, film.id, other.id)
        film_shelf.add_film(annas, shelf, FRIDAY, title="Annas Geheimnis")
        fill(annas, annas.films()[0].id, "c01")
    return data


def fill(journal, film, other):
    whose = journal.person.id
    add = journal.add_mark
    add(Mark(id="z1", film=film, span=Span(0, 900), kind="initiative", note=f"{whose} wrote: 'é\n😀'"), change_id="1")
    add(Mark(id="a2", film=film, span=Span(900, 1400), kind="reception", answers="z1"), change_id="2")
    add(Mark(id="a0", film=film, span=Span(1500, 1900), kind="reception", answers="a2"), change_id="3")
    add(Mark(id="z1", film="c01", span=Span(40, 80), feeling="glad"), change_id="4")
    journal.remove_mark(film, "a0", change_id="5")
    journal.undo(film, change_id="6")
    journal.set_reel(film, [ReelItem("i1", "z1", Span(0, 2900), title="Für's Team", then="'ja'")], change_id="8")
    journal.remove_mark(film, "a0", change_id="7")
    for number, text in enumerate(
        ["A first thought, which is long enough to be kept when it goes at once.", "", "New"]
    ):
        journal.save_reflection(Prompt("p", "one", "What?", film), text, revision_id="r", sitting="s", sequence=number)
    journal.save_reflection(Prompt("q", "one", "And?"), "No film.", revision_id="r2", sitting="s", sequence=1)
    journal.save_agenda(Agenda("a", "A morning"))
    journal.leave_off(LeftOff("one", "", None, None, datetime(2030, 1, 1, tzinfo=UTC)))
    journal.leave_off(LeftOff("my-film", "cell", other, 1234, datetime(2030, 1, 2, tzinfo=UTC)))
    journal.set_first_sight(film, 1)
    journal.draft_key()
    journal.draft_key(film)
    journal.erase_reflection("gone", receipt_id="e1")


@pytest.fixture(autouse=True)
def _no_address(monkeypatch):
    monkeypatch.delenv("VIG_DATABASE_URL", raising=False)


@pytest.fixture
def data(tmp_path, filled):
    shutil.copytree(filled.root, tmp_path / "data")
    return DataFolder(tmp_path / "data")


@pytest.fixture
def there(tmp_path):
    """Another machine's data folder, which is not there yet."""
    return DataFolder(tmp_path / "there")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "work.zip"


@pytest.fixture(scope="module")
def made(tmp_path_factory, filled):
    """A backup of the filled folder, its bytes."""
    return back_up(filled, tmp_path_factory.mktemp("made") / "work.zip").path.read_bytes()


def opened(data, person=ME):
    return Journal.open(data.journal, person=person, framework=frameworks.load())


def back_up(data, target, *, person=ME, films=True, **options):
    with opened(data, person) as journal:
        return make_backup(journal, Shelf(data.films), target, films=films, **options)


def rows(data, owner="owner"):
    """Give every row of every table that is this person's, by table; the number that only counts changes left out."""
    with closing(sqlite3.connect(data.journal)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for table in sorted(set(tables) - {"alembic_version", "sqlite_sequence"}):
            listed = [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid")]
            if table == "changes":
                listed.sort(key=lambda row: row.pop("number"))
            else:
                listed.sort(key=lambda row: json.dumps(row, sort_keys=True))
            found[table] = [row for row in listed if row["owner"] in (owner, "commons")]
    return found


def own(listed):
    return [row for row in listed if row["owner"] != "commons"]


def film_files(data, film_ids):
    return {
        path.relative_to(data.films).as_posix(): path.read_bytes()
        for path in data.films.rglob("*")
        if path.is_file() and path.relative_to(data.films).parts[0] in film_ids
    }


def ids_of(data, person=ME):
    with opened(data, person) as journal:
        return {film.id for film in journal.films()}


def check_nothing(there):
    assert not there.root.exists()
    assert [path.name for path in there.root.parent.iterdir() if path.name.endswith(".part")] == []


def refused(there, file, match):
    with pytest.raises(BackupRefused, match=match) as caught:
        restore(there, file, person=ME)
    check_nothing(there)
    return caught.value.sentence


class TestThereAndBack:
    def test_every_row_and_every_byte_comes_back(self, data, there, file, made):
        file.write_bytes(made)
        restored = restore(there, file, person=ME)
        kept = {
            name: some for name, some in rows(data).items() if not name.startswith(("room", "review"))
        }  # other people's
        assert all(kept.values())  # there is something in every table
        assert rows(there) == rows(data)
        mine = ids_of(data)
        assert film_files(there, ids_of(there)) == film_files(data, mine)
        assert (restored.films, restored.films_in_place, restored.marks, restored.texts) == (2, 2, 3, 2)
        with opened(there) as journal:
            assert problems(journal, Shelf(there.films), there) == []
            film = next(film for film in journal.films() if film.title == "Tea at Zoë's")
            assert [mark.id for mark in journal.undo(film.id, change_id="u")] == ["z1", "a2", "a0"]
        assert list(there.runtime.iterdir()) == []
        assert [path.name for path in there.films.iterdir() if path.name.startswith(".")] == []

    def test_a_backup_of_what_came_back_holds_the_same_again(self, there, file, made):
        file.write_bytes(made)
        restore(there, file, person=ME)
        again = back_up(there, file.with_name("again.zip")).path
        third = DataFolder(there.root.with_name("third"))
        restore(third, again, person=ME)
        assert rows(third) == rows(there)

    def test_nothing_of_anybody_else_is_in_it(self, data, file, made):
        file.write_bytes(made)
        assert [word for word in (b"Annas Geheimnis", b"anna wrote") if word in made] == []
        assert {name.split("/")[1] for name in zipfile.ZipFile(file).namelist() if "/" in name} == ids_of(data)

    def test_any_zip_program_can_take_it_apart(self, data, file, made):
        file.write_bytes(made)
        with zipfile.ZipFile(file) as packed:
            assert packed.testzip() is None
            for film_id in ids_of(data):
                name = f"films/{film_id}/frames.u32"
                assert packed.read(name) == (data.films / film_id / "frames.u32").read_bytes()

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
    def test_only_this_person_may_read_it_and_what_came_back(self, data, there, file):
        back_up(data, file)
        restore(there, file, person=ME)
        for path in (file, there.root, *there.root.rglob("*")):
            assert path.stat().st_mode & 0o077 == 0, path

    def test_without_films_the_words_come_back_and_the_films_are_told_to_be_missing(self, data, there, file):
        made = back_up(data, file, films=False)
        assert (made.with_films, made.not_whole) == (False, ())
        assert made.size_bytes < 400_000  # a page of SQLite for each table and index
        assert restore(there, file, person=ME).films_in_place == 0
        assert rows(there) == rows(data)
        shelf = Shelf(there.films)
        with opened(there) as journal:
            assert len(problems(journal, shelf, there)) == 2
            film_shelf.add_film(journal, shelf, FRIDAY)
            film_shelf.add_film(journal, shelf, FLOWER)
            assert problems(journal, shelf, there) == []
        assert ids_of(there) == ids_of(data)

    def test_it_becomes_the_work_of_whoever_restores_it(self, data, there, file):
        back_up(data, file, person=ANNA)
        restore(there, file, person=Person("anna-at-home"))
        said = json.dumps(rows(data, "anna")).replace('"owner": "anna"', '"owner": "anna-at-home"')
        assert json.dumps(rows(there, "anna-at-home")) == said

    def test_progress_ends_with_all(self, data, there, file):
        told = []
        back_up(data, file, on_progress=lambda *each: told.append(each))
        assert told == sorted(told)
        assert told[-1][0] == told[-1][1]
        told.clear()
        restore(there, file, person=ME, on_progress=lambda *each: told.append(each))
        assert told == sorted(told)
        assert told[-1] == (2 * file.stat().st_size, 2 * file.stat().st_size)


class TestMaking:
    def test_what_is_written_meanwhile_is_not_in_it_and_not_lost(self, data, there, file):
        film, before, late = min(ids_of(data)), rows(data), []

        def write(*_):
            if not late:
                with opened(data) as journal:
                    mark = Mark(id=f"late{len(late)}", film=film, span=Span(0, 50))
                    late.append(journal.add_mark(mark, change_id=f"late{len(late)}"))

        back_up(data, file, on_progress=write)
        restore(there, file, person=ME)
        assert rows(there) == before
        assert rows(data) != before

    @pytest.mark.parametrize("at", [0, 3, 7])
    def test_called_off_it_leaves_nothing_behind(self, data, file, at):
        asked = []
        with pytest.raises(Cancelled, match="stopped"):
            back_up(data, file, cancelled=lambda: asked.append(1) or len(asked) > at)
        assert [path.name for path in file.parent.iterdir()] == ["data"]
        assert {path.name for path in data.films.iterdir()} == ids_of(data) | ids_of(data, ANNA)

    @pytest.mark.parametrize(
        ("number", "sentence"),
        [(errno.ENOSPC, "not enough room"), (errno.EFBIG, "no file as large"), (errno.EACCES, "cannot be written")],
    )
    def test_a_disk_that_fails_is_told_and_leaves_nothing(self, data, file, monkeypatch, number, sentence):
        def fail(*_arguments, **_options):
            raise OSError(number, "failed")

        monkeypatch.setattr(backup_writing, "_info", fail)
        with pytest.raises((StorageFull, BadRequest), match=sentence):
            back_up(data, file)
        assert [path.name for path in file.parent.iterdir()] == ["data"]

    def test_too_little_room_is_told_before_anything_is_written(self, data, file, monkeypatch):
        monkeypatch.setattr(backup_writing.shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
        with pytest.raises(StorageFull, match="not enough room"):
            back_up(data, file)
        assert [path.name for path in file.parent.iterdir()] == ["data"]

    def test_a_disk_that_gives_back_other_bytes_is_found_out(self, data, file, monkeypatch):
        write = backup_writing.write

        def write_wrongly(part, *arguments, **options):
            members = write(part, *arguments, **options)
            part.seek(200_000)
            byte = part.read(1)
            part.seek(200_000)
            part.write(bytes([byte[0] ^ 1]))
            return members

        monkeypatch.setattr("vigwidgets.workbook.keeping.backup.write", write_wrongly)
        with pytest.raises(BackupRefused, match="damaged or changed"):
            back_up(data, file)
        assert [path.name for path in file.parent.iterdir()] == ["data"]

    @pytest.mark.parametrize("content", [b"My shopping list.", "an earlier backup"])
    def test_what_is_there_is_never_replaced(self, data, file, made, content):
        content = made if content == "an earlier backup" else content
        file.write_bytes(content)
        with pytest.raises(BadRequest, match="a backup replaces none"):
            back_up(data, file, films=False)
        assert file.read_bytes() == content

    @pytest.mark.parametrize(("place", "sentence"), [("data", "is a folder"), ("nowhere/work.zip", "is not there")])
    def test_a_place_for_no_file_is_told(self, data, tmp_path, place, sentence):
        with pytest.raises(BadRequest, match=sentence):
            back_up(data, tmp_path / place)

    def test_an_empty_file_may_be_filled(self, data, file):
        file.touch()
        assert back_up(data, file, films=False).size_bytes == file.stat().st_size > 0

    def test_what_a_killed_backup_left_beside_it_goes_with_the_next_one(self, data, file):
        left, other = file.with_name(".work.zip.abcd.part"), file.with_name(".other.zip.abcd.part")
        left.write_bytes(b"half")
        other.write_bytes(b"somebody else's")
        back_up(data, file)
        assert (left.exists(), other.exists()) == (False, True)

    def test_a_film_that_is_missing_or_changed_is_named(self, data, file):
        missing, changed = sorted(ids_of(data))
        shelf = Shelf(data.films)
        shelf.remove(missing)
        path = shelf.film_path(changed)
        path.write_bytes(path.read_bytes()[:-1] + b"?")
        made = back_up(data, file)
        assert (sorted(made.not_whole), made.films) == ([missing, changed], 2)

    def test_a_film_that_is_erased_meanwhile_is_told(self, data, file, monkeypatch):
        film, shelf = max(ids_of(data)), Shelf(data.films)
        with pytest.raises(ShelfUnavailable, match="erased while"):
            back_up(data, file, on_progress=lambda *_: shelf.remove(film))
        assert not file.exists()

    def test_a_file_that_is_no_work_is_left_out(self, data, file):
        (data.films / min(ids_of(data)) / "Thumbs.db").write_bytes(b"x")
        assert not [name for name in zipfile.ZipFile(back_up(data, file).path).namelist() if "Thumbs" in name]


class TestDamage:
    def test_a_changed_byte_anywhere_is_refused(self, there, file, made):
        random_places = random.Random(7).sample(range(len(made)), 40)
        for at in [*range(0, 90, 9), *range(len(made) - 1000, len(made), 90), *random_places]:
            content = bytearray(made)
            content[at] ^= 1 << at % 8
            file.write_bytes(content)
            refused(there, file, r"\. \w")

    def test_a_cut_anywhere_is_refused(self, there, file, made):
        for length in [0, 1, 40, *random.Random(8).sample(range(len(made)), 25), len(made) - 100, len(made) - 1]:
            file.write_bytes(made[:length])
            refused(there, file, "cut off" if length > 80 else "no backup")

    def test_more_after_its_end_is_refused(self, there, file, made):
        file.write_bytes(made + b"x")
        refused(there, file, "cut off|damaged")

    @pytest.mark.parametrize("content", [b"", b"My shopping list.", b"PK\x05\x06" + bytes(18), b"SQLite format 3\0"])
    def test_what_is_no_backup_is_told(self, there, file, content):
        file.write_bytes(content)
        refused(there, file, "is no backup of the workbook")

    def test_another_zip_is_told(self, there, file):
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("journal.db", b"x")
        refused(there, file, "is no backup of the workbook")

    def test_a_file_that_is_not_there_is_told(self, there, file):
        refused(there, file, "no backup at that place")


def sealed(path, content_of, *, compression=zipfile.ZIP_STORED, extra=(), **said):
    """Write a backup with a right seal around whatever is asked for."""
    told = {
        "format": 1, "made_at": "2030-01-01T00:00:00+00:00", "workbook": "0", "journal": "0004", "films": True,
        "members": {
            name: {"size_bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in content_of.items()
        },
        **said,
    }  # fmt: skip
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", b"application/vnd.vigwidgets.backup+zip")
        for name, content in (*content_of.items(), *extra):
            packed.writestr(name, content, compress_type=compression)
        packed.writestr("backup.json", json.dumps(told))
        packed.comment = b"vigwidgets sha256 " + b"0" * 64
    content = path.read_bytes()[:-64]
    path.write_bytes(content + hashlib.sha256(content).hexdigest().encode())
    return told


def members_of(made, tmp_path):
    path = tmp_path / "taken-apart.zip"
    path.write_bytes(made)
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if name not in ("mimetype", "backup.json")]
        return {name: packed.read(name) for name in names}


class TestCrafted:
    """Files with a right seal that no workbook of ours would make."""

    @pytest.fixture
    def members(self, made, tmp_path):
        return members_of(made, tmp_path)

    def test_a_right_seal_alone_is_no_reason_to_refuse(self, data, there, file, members):
        sealed(file, members)
        restore(there, file, person=ME)
        assert rows(there) == rows(data)

    @pytest.mark.parametrize(
        "name",
        [
            "../evil", "/etc/evil", "films/../evil", "films/../../evil/film.mp4", "films/a/../../evil", "evil",
            "films/a/..", "films/a/", "films//film.mp4", "films/a\\b/film.mp4", "films/c:/film.mp4",
            "films/.a/film.mp4", "films/a/.hidden", "films/" + "a" * 65 + "/film.mp4", "films/ä/film.mp4",
            "films/a/film.mp4\n", "logs/x.log", "films/a/b/c/d/e/f/film.mp4",
        ],
    )  # fmt: skip
    def test_a_path_that_leaves_the_folder_or_an_id_that_is_none_is_refused(self, there, file, members, name):
        sealed(file, {**members, name: b"x"})
        refused(there, file, "outside its own folder|damaged")
        assert [path.name for path in there.root.parent.iterdir() if "evil" in path.name] == []

    def test_two_names_that_are_one_on_some_disks_are_refused(self, there, file, members):
        sealed(file, {**members, "films/a/x.jpg": b"1", "films/A/x.jpg": b"2"})
        refused(there, file, "damaged")

    def test_what_could_grow_is_refused(self, there, file, members):
        sealed(file, {**members, "films/a/film.mp4": bytes(50_000_000)}, compression=zipfile.ZIP_DEFLATED)
        assert file.stat().st_size < 2_000_000
        refused(there, file, "damaged")

    def test_sizes_that_lie_are_refused(self, there, file, members):
        told = sealed(file, members)
        told["members"]["journal.db"]["size_bytes"] += 1
        sealed(file, members, members=told["members"])
        refused(there, file, "damaged")

    @pytest.mark.parametrize("listed", [None, [], {}, {"journal.db": 1}, {"journal.db": {"size_bytes": -1}}])
    def test_a_list_of_another_form_is_refused(self, there, file, members, listed):
        sealed(file, members, members=listed)
        refused(there, file, "damaged")

    def test_a_member_that_is_not_listed_is_refused(self, there, file, members):
        sealed(file, members, extra=[("films/a/film.mp4", b"x")])
        refused(there, file, "damaged")

    def test_a_checksum_that_is_wrong_is_refused(self, there, file, members):
        told = sealed(file, members)
        told["members"]["journal.db"]["sha256"] = "0" * 64
        sealed(file, members, members=told["members"])
        refused(there, file, "damaged")

    @pytest.mark.parametrize(("form", "sentence"), [(2, "later version"), (0, "from before"), ("1", "damaged")])
    def test_another_form_is_told(self, there, file, members, form, sentence):
        sealed(file, members, format=form)
        refused(there, file, sentence)

    def changed(self, members, tmp_path, *statements):
        journal = tmp_path / "changed.db"
        journal.write_bytes(members["journal.db"])
        with closing(sqlite3.connect(journal)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        return {**members, "journal.db": journal.read_bytes()}

    def test_a_journal_of_a_later_version_is_told(self, there, file, members, tmp_path):
        sealed(file, self.changed(members, tmp_path, "UPDATE alembic_version SET version_num = '9999'"))
        refused(there, file, "later version of the workbook made this backup")

    @pytest.mark.parametrize("content", [b"", b"no database" * 1000, "another's"])
    def test_a_journal_that_is_none_is_told(self, there, file, members, tmp_path, content):
        if content == "another's":
            with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
                connection.execute("CREATE TABLE accounts (id)")
            content = (tmp_path / "other.db").read_bytes()
        sealed(file, {**members, "journal.db": content})
        refused(there, file, "journal in this backup cannot be read|damaged")

    @pytest.mark.parametrize(
        "statement",
        [
            "CREATE TRIGGER t AFTER INSERT ON films BEGIN DELETE FROM films; END",
            "CREATE VIEW v AS SELECT 1",
            "UPDATE films SET duration_ms = -1 WHERE owner = 'owner'",
            "UPDATE films SET id = '../evil' WHERE title = 'flower'",
            "UPDATE reels SET items = '[{\"id\": 1}]'",
            "UPDATE marks SET kind = 'evil'",
            "UPDATE marks SET principles = 'evil'",
            "UPDATE receipts SET id = '../evil'",
            "UPDATE marks SET answers = 'nobody'",
            "DELETE FROM films WHERE owner = 'commons'",
            "UPDATE changes SET before = 'evil'",
            "UPDATE revisions SET saved_at = 'evil'",
            "UPDATE films SET until = 'evil'",
        ],
    )
    def test_rows_that_cannot_be_are_refused(self, there, file, members, tmp_path, statement):
        sealed(file, self.changed(members, tmp_path, "PRAGMA foreign_keys=OFF", statement))
        refused(there, file, "cannot be read|damaged")

    def test_a_film_without_a_row_is_refused(self, there, file, members):
        sealed(file, {**members, "films/nobody/film.mp4": b"x"})
        refused(there, file, "damaged")

    def test_a_journal_from_before_is_brought_up_to_date(self, there, file, tmp_path):
        old = tmp_path / "old.db"
        engine = engine_module.make_engine(old)
        schema.upgrade(engine, file=None, target="0002")
        engine.dispose()
        instant = "2026-01-01 10:00:00.000000"
        with closing(sqlite3.connect(old)) as connection:
            connection.execute(
                "INSERT INTO films VALUES ('f1', 'owner', 'Old', 6167, 185, 0, 0, 640, 480, 'h264', 'aac', 'original', "
                "'video/mp4', ?, 5, '[\"work\"]', NULL, 'own', ?)", ("a" * 64, instant),
            )  # fmt: skip
            connection.execute(
                "INSERT INTO marks VALUES ('owner', 'f1', 'm1', 0, 9, 'moment', '', '[]', NULL, 'n', '')"
            )
            connection.execute(
                "INSERT INTO revisions VALUES ('owner', 'r', 'p', 'one', 'w', 'Old', 's', 1, 1, 0, NULL, NULL, ?)",
                (instant,),
            )
            connection.commit()
        sealed(file, {"journal.db": old.read_bytes(), "films/f1/film.mp4": b"12345"}, journal="0002")
        assert restore(there, file, person=ME).films == 1
        with opened(there) as journal:
            assert [film.title for film in journal.films()] == ["Old"]
            assert [mark.note for mark in journal.marks("f1")] == ["n"]
            assert journal.reflection("p").text == "Old"
        assert [path.name for path in there.root.glob("journal*")] == ["journal.db"]


class TestWhatIsHere:
    @pytest.fixture(autouse=True)
    def _file(self, file, made):
        file.write_bytes(made)

    @pytest.mark.parametrize("work", ["film", "mark", "text"])
    def test_work_that_is_here_is_never_touched(self, there, file, work):
        there.make()
        with opened(there) as journal:
            clips.shelve_clips(journal)
            if work == "film":
                film_shelf.add_film(journal, Shelf(there.films), FRIDAY)
            elif work == "mark":
                journal.add_mark(Mark(id="m", film="c01", span=Span(0, 40)), change_id="c")
            else:
                journal.save_reflection(Prompt("p", "c", "?"), "Mine", revision_id="r", sitting="s", sequence=1)
        before, files = rows(there), film_files(there, ids_of(there))
        with pytest.raises(BackupRefused, match="There is work here already"):
            restore(there, file, person=ME)
        assert (rows(there), film_files(there, ids_of(there))) == (before, files)
        assert list(there.runtime.iterdir()) == []

    def test_clips_receipts_places_and_keys_are_no_work(self, data, there, file):
        there.make()
        with opened(there) as journal:
            clips.shelve_clips(journal)
            journal.erase_everything(receipt_id="earlier")
            journal.leave_off(LeftOff("one", "elsewhere", None, None, datetime(2031, 1, 1, tzinfo=UTC)))
            key = journal.draft_key()
            restore(there, file, person=ME)
            assert {receipt.id for receipt in journal.receipts()} == {"earlier", "e1"}
            assert (journal.left_off("one").paragraph, journal.draft_key()) == ("elsewhere", key)
        for table in ("films", "marks", "changes", "revisions"):
            assert own(rows(there)[table]) == own(rows(data)[table])

    def test_other_peoples_work_is_no_hindrance_and_stays(self, data, there, file):
        there.make()
        with opened(there, ANNA) as annas:
            theirs = film_shelf.add_film(annas, Shelf(there.films), FRIDAY)
            before = rows(there, "anna")
            restore(there, file, person=ME)
            assert annas.films() == [theirs]
        assert [row for row in rows(there, "anna")["films"] if row["owner"] == "anna"] == before["films"]
        assert rows(there)["marks"] == rows(data)["marks"]

    def test_a_film_that_is_somebody_elses_here_is_refused(self, data, file):
        with pytest.raises(BackupRefused, match="belongs to somebody else here"):
            restore(data, file, person=Person("thief"))
        with opened(data, Person("thief")) as journal:
            assert journal.films() == []
        assert len(ids_of(data)) == 2

    def test_films_whose_journal_was_lost_stay_where_they_are(self, data, file):
        before, kept = rows(data), film_files(data, ids_of(data))
        for path in data.root.glob("journal.db*"):
            path.unlink()
        restore(data, file, person=ME)
        assert rows(data) == before
        assert film_files(data, ids_of(data)) == kept

    def test_other_files_under_a_films_name_are_never_replaced(self, data, file):
        film = min(ids_of(data))
        for path in data.root.glob("journal.db*"):
            path.unlink()
        (data.films / film / "frames.u32").write_bytes(b"other")
        with pytest.raises(BackupRefused, match="other files under the name"):
            restore(data, file, person=ME)
        assert (data.films / film / "frames.u32").read_bytes() == b"other"
        assert not data.journal.exists()

    def test_called_off_once_its_rows_are_stored_it_is_here_and_says_so(self, there, file, monkeypatch):
        stored, real = [], restoring.carrying.carry_in

        def carry_in(*given, **named):
            real(*given, **named)
            stored.append(True)

        monkeypatch.setattr(restoring.carrying, "carry_in", carry_in)
        restored = restore(there, file, person=ME, cancelled=lambda: bool(stored))
        assert (stored, restored.films, len(ids_of(there))) == ([True], 2, 2)

    def test_called_off_it_leaves_nothing(self, there, file):
        for at in (0, 3, 9):
            asked = []
            with pytest.raises(Cancelled, match="stopped"):
                restore(there, file, person=ME, cancelled=lambda: asked.append(1) or len(asked) > at)  # noqa: B023
            check_nothing(there)

    def test_too_little_room_leaves_nothing(self, there, file, monkeypatch):
        monkeypatch.setattr(restoring.shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
        with pytest.raises(StorageFull, match="not enough room"):
            restore(there, file, person=ME)
        check_nothing(there)

    def test_a_journal_that_cannot_take_the_rows_leaves_nothing(self, there, file, monkeypatch):
        def full(*_, **__):
            raise StorageFull("The disk is full. Make room.")

        monkeypatch.setattr(restoring.carrying, "carry_in", full)
        with pytest.raises(StorageFull, match="disk is full"):
            restore(there, file, person=ME)
        check_nothing(there)


def test_a_really_full_disk_is_told_and_left_empty(data, file, made, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk of our own can only be made by root; other tests here let the system say that it is full")
    try:
        with pytest.MonkeyPatch.context() as patch:
            for module in (backup_writing, restoring):  # the disk fills up between our asking and our writing
                patch.setattr(module.shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 40))
            with pytest.raises(StorageFull, match="not enough room"):
                back_up(data, disk / "work.zip")
            assert list(disk.iterdir()) == []
            file.write_bytes(made)
            with pytest.raises(StorageFull, match="disk is full"):
                restore(DataFolder(disk / "data"), file, person=ME)
            assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


RESTORE = """
import os, signal, sys
from pathlib import Path
from vigwidgets.core.access import Person
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping.restore import restore
{stage}
restore(DataFolder(Path(sys.argv[1])), Path(sys.argv[2]), person=Person("owner"))
"""
DIE = """
{place}
real, count = getattr(place, name), {count}
def die(*arguments, **options):
    global count
    count -= 1
    if count < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **options)
setattr(place, name, die)
"""
STAGES = {
    "the second film": ("from vigwidgets.films import Shelf as place; name = 'put_back'", 1),
    "some rows are in": ("from vigwidgets.journal import carrying as place; name = '_put'", 3),
    "taking the note away": ("from vigwidgets.workbook.keeping import moving as place; name = '_remove'", 0),
    "taking it apart": (
        "from vigwidgets.workbook.keeping.backup_file import BackupFile as place; name = 'copy_out'",
        2,
    ),
    "the rows": ("from vigwidgets.journal import carrying as place; name = 'carry_in'", 0),
}


def run_restore(there, file, *, stage=""):
    return subprocess.Popen(
        [sys.executable, "-c", RESTORE.format(stage=stage), str(there.root), str(file)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def check_all_or_nothing(data, there, file):
    """Look as whoever starts the workbook next does; return whether the work is there."""
    there.make()
    shelf = Shelf(there.films)
    if there.holds_journal():
        with opened(there) as journal:
            film_shelf.sweep(journal, shelf)
            assert problems(journal, shelf, there) == []
            came_back = bool(journal.films())
    else:
        film_shelf.sweep_before_journal(shelf, there, owner="owner")
        came_back = False
    assert list(there.runtime.iterdir()) == []
    if came_back:
        assert rows(there) == rows(data)
        assert film_files(there, ids_of(there)) == film_files(data, ids_of(data))
    else:
        assert list(there.films.iterdir()) == []
        restore(there, file, person=ME)
        assert rows(there) == rows(data)
    return came_back


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("stage", [*STAGES][:3] + [pytest.param(one, marks=pytest.mark.long) for one in [*STAGES][3:]])
def test_a_kill_at_each_step_leaves_all_or_nothing(data, there, file, made, stage):
    file.write_bytes(made)
    place, count = STAGES[stage]
    process = run_restore(there, file, stage=DIE.format(place=place, count=count))
    assert process.wait(timeout=60) == -signal.SIGKILL
    assert check_all_or_nothing(data, there, file) == (stage == "taking the note away")


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_kill_at_any_moment_leaves_all_or_nothing(data, there, file, made):
    file.write_bytes(made)
    start = time.perf_counter()
    assert run_restore(there, file).wait(timeout=60) == 0
    whole_s = time.perf_counter() - start
    for at in random.Random(3).choices(range(50, 110), k=usually(12, thorough=25)):
        shutil.rmtree(there.root)
        process = run_restore(there, file)
        try:
            process.wait(timeout=whole_s * at / 100)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=30)
        check_all_or_nothing(data, there, file)


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_killed_backup_has_no_name_and_the_next_clears_up(data, file):
    script = (
        "import sys\nfrom pathlib import Path\nfrom vigwidgets import frameworks\n"
        "from vigwidgets.core.access import Person\nfrom vigwidgets.films import Shelf\n"
        "from vigwidgets.journal import Journal\nfrom vigwidgets.workbook.keeping.backup import make_backup\n"
        "from vigwidgets.workbook.folder.data_folder import DataFolder\ndata = DataFolder(Path(sys.argv[1]))\n"
        "left = int(sys.argv[3])\n"
        "def pace(*_):\n    global left\n    left -= 1\n    if left < 0:\n        import os; os.kill(os.getpid(), 9)\n"
        "with Journal.open(data.journal, person=Person('owner'), framework=frameworks.load()) as journal:\n"
        "    make_backup(journal, Shelf(data.films), Path(sys.argv[2]), films=True, on_progress=pace)\n"
    )
    for left in range(0, 22, 3):
        command = [sys.executable, "-c", script, str(data.root), str(file), str(left)]
        done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
        assert done.returncode == -signal.SIGKILL
        assert not file.exists()
        with opened(data) as journal:
            film_shelf.sweep(journal, Shelf(data.films))
        assert {path.name for path in data.films.iterdir()} == ids_of(data) | ids_of(data, ANNA)
    back_up(data, file)
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []


def test_what_is_known_of_it_can_be_told_to_scripts(data, file):
    made = back_up(data, file)
    told = made.as_json()
    assert (told["out"], told["films"], told["size_bytes"]) == (str(file), 2, file.stat().st_size)
    assert replace(made, path=Path("x")).as_json()["out"] == "x"
