"""What people hear when the disk or the database fails, and that nothing is left half-written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from vigwidgets.core.errors import JournalUnavailable, VigError
from vigwidgets.core.reflection import Prompt
from vigwidgets.journal import copying, door, schema
from vigwidgets.journal import engine as engine_module

PROMPT = Prompt(id="noticed", chapter="c", words="What did you notice?")
NOBODY = 65_534


@pytest.fixture
def small_disk():
    """Lets every SQLite file opened from now on have so many pages only, until the function it returns is called."""
    pages = {"most": 100}

    def limit(connection, _record):
        connection.execute(f"PRAGMA max_page_count={pages['most']}").close()

    event.listen(Engine, "connect", limit)
    yield pages
    event.remove(Engine, "connect", limit)


def fill(journal, film, make):
    """Add marks until the disk is full; return those that were called stored."""
    stored = []
    while True:
        mark = make.mark(film, note="x" * 5000)
        try:
            stored.append(journal.add_mark(mark, change_id=f"add-{mark.id}"))
        except JournalUnavailable as refusal:
            assert "no room left" in refusal.sentence  # noqa: PT017 - the loop needs the marks from before it
            return sorted(stored, key=lambda one: one.id), mark


def test_a_full_disk_is_told_and_leaves_nothing_half_written(small_disk, file, opened, make):
    journal = opened(file)
    film = journal.add_film(make.film())
    stored, lost = fill(journal, film, make)
    assert journal.marks(film.id) == stored
    journal.close()
    small_disk["most"] = 10_000
    again = opened(file)
    assert again.add_mark(lost, change_id=f"add-{lost.id}") == lost
    assert again.undo(film.id, change_id="u1") == stored


def test_a_disk_too_small_for_a_journal_is_told_and_left_empty(small_disk, file, opened):
    small_disk["most"] = 3
    with pytest.raises(JournalUnavailable, match="no room left"):
        opened(file)
    assert list(file.parent.iterdir()) == []


def test_a_disk_too_small_for_the_copy_leaves_the_older_journal_alone(file, opened, monkeypatch):
    engine = engine_module.make_engine(file)
    schema.upgrade(engine, file=None, target="0001")
    engine.dispose()

    def full(*_args, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying.os, "fsync", full)
    with pytest.raises(JournalUnavailable, match="no room left"):
        opened(file)
    assert [path.name for path in file.parent.iterdir()] == ["journal.db"]


def in_a_process(script, *args):
    """Run `script` with the journal imported; it prints the sentence of whatever it is refused."""
    head = (
        "import os, resource, sys\nfrom pathlib import Path\nfrom vigwidgets import frameworks\n"
        "from vigwidgets.core.access import Person\nfrom vigwidgets.core.errors import VigError\n"
        "from vigwidgets.core.reflection import Prompt\nfrom vigwidgets.journal import Journal\n"
        "from vigwidgets.journal import schema\nimport alembic.command\n"
        "ann, framework = Person('ann'), frameworks.load()\nprompt = Prompt(id='p', chapter='c', words='?')\n"
        "def body():\n"
    )
    tail = "\ntry:\n    body()\nexcept VigError as error:\n    print(error.code, error.sentence)\n"
    body = "".join(f"    {line}\n" for line in script.splitlines())
    told = subprocess.run(
        [sys.executable, "-c", head + body + tail, *map(str, args)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    return told.stdout.strip()


@pytest.fixture
def shut_folder():
    """A folder that everybody may read and nobody may write; root is nobody in these tests."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


AS_NOBODY = f"if os.getuid() == 0:\n    os.setgid({NOBODY}); os.setuid({NOBODY})\n"
OPEN = "Journal.open(Path(sys.argv[1]), person=ann, framework=framework).films()"


def test_a_folder_that_may_not_be_written_is_told(shut_folder):
    shut_folder.chmod(0o555)
    told = in_a_process(AS_NOBODY + OPEN, shut_folder / "journal.db")
    assert told.startswith("journal_unavailable The journal may not be written.")
    assert list(shut_folder.iterdir()) == []


def test_a_folder_that_may_not_be_entered_is_told(shut_folder):
    shut_folder.chmod(0o000)
    told = in_a_process(AS_NOBODY + OPEN, shut_folder / "journal.db")
    assert told.startswith("journal_unavailable The journal may not be written.")


def test_a_journal_that_may_not_be_written_is_told(shut_folder, opened):
    file = shut_folder / "journal.db"
    opened(file).close()
    file.chmod(0o444)
    shut_folder.chmod(0o555)
    told = in_a_process(AS_NOBODY + OPEN, file)
    assert told.startswith("journal_unavailable The journal may not be written.")


def test_a_failing_disk_is_told_and_keeps_what_was_stored(file, opened):
    # The system refuses writes past this size with an error that no SQLite setting knows of.
    script = (
        "journal = Journal.open(Path(sys.argv[1]), person=ann, framework=framework)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        "for n in range(1000):\n"
        "    journal.save_reflection(prompt, str(n) + 'x' * 20_000, revision_id=f'r{n}', sitting='s', sequence=n)\n"
        "    print(n)"
    )
    *stored, refusal = in_a_process(script, file).splitlines()
    assert refusal.startswith("journal_unavailable The disk ")
    kept = [revision.text for revision in reversed(opened(file).revisions("p"))]
    assert kept == [n + "x" * 20_000 for n in stored]
    assert len(stored) > 3


def test_a_really_full_disk_is_told_and_keeps_what_was_stored(tmp_path, opened, make):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip(
            "a disk of our own can only be made by root; the other tests here fill SQLite's limit and the system's"
        )
    try:
        journal = opened(disk / "journal.db")
        film = journal.add_film(make.film())
        stored, lost = fill(journal, film, make)
        assert journal.marks(film.id) == stored
        assert len(stored) > 3
        subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
        assert journal.add_mark(lost, change_id=f"add-{lost.id}") == lost
        journal.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_missing_folder_is_told(tmp_path, opened):
    with pytest.raises(JournalUnavailable, match="no folder for the journal"):
        opened(tmp_path / "nowhere" / "journal.db")


def test_a_folder_in_the_journals_place_is_told(tmp_path, opened):
    with pytest.raises(JournalUnavailable, match="something else"):
        opened(tmp_path)


def test_a_file_where_the_folder_should_be_is_told(tmp_path, opened):
    (tmp_path / "folder").write_text("no folder")
    with pytest.raises(JournalUnavailable, match="no folder for the journal"):
        opened(tmp_path / "folder" / "journal.db")


def test_a_file_that_is_no_journal_is_told_and_left_as_it_is(file, opened):
    file.write_text("My shopping list. " * 100)
    with pytest.raises(JournalUnavailable, match="is no journal"):
        opened(file)
    assert file.read_text() == "My shopping list. " * 100


def test_another_programs_database_is_told_and_left_as_it_is(file, opened):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE accounts (id)")
    before = file.read_bytes()
    with pytest.raises(JournalUnavailable, match="belongs to another program"):
        opened(file)
    assert file.read_bytes() == before


def test_a_damaged_journal_is_told(file, opened, make):
    journal = opened(file)
    film = journal.add_film(make.film())
    for number in range(50):
        journal.add_mark(make.mark(film, note="x" * 500), change_id=f"c{number}")
    journal.close()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(JournalUnavailable, match="damaged"):
        opened(file).marks(film.id)


def test_a_database_that_is_not_there_is_told(tmp_path, opened):
    with pytest.raises(JournalUnavailable, match="does not answer"):
        opened(f"postgresql://postgres@/postgres?host={tmp_path}")


def test_a_database_of_no_such_name_is_told(server, opened):
    with pytest.raises(JournalUnavailable, match=r"no such database|does not answer"):
        opened(server.format("nobody_made_this"))


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_database_that_goes_away_is_told_and_found_again(place, opened, make):
    journal = opened(place)
    film = journal.add_film(make.film())
    socket = Path(place.partition("host=")[2]) / ".s.PGSQL.5432"
    socket.rename(socket.with_name("away"))
    try:
        with pytest.raises(JournalUnavailable, match="does not answer"):
            journal.films()
    finally:
        socket.with_name("away").rename(socket)
    assert journal.films() == [film]


def test_a_journal_that_stays_busy_is_told_without_technical_words(file, opened, make, monkeypatch):
    monkeypatch.setattr(engine_module, "PATIENCE_S", 0.2)
    monkeypatch.setattr(door, "PATIENCE_S", 0.2)
    journal = opened(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalUnavailable, match="busy for too long") as refusal:
            journal.add_film(make.film())
    assert "locked" not in refusal.value.sentence
    assert journal.add_film(make.film())


def test_a_refusal_never_holds_what_people_wrote(small_disk, file, opened, make):
    journal = opened(file)

    def write_until_full():
        for at in range(100):
            journal.save_reflection(PROMPT, "Secret words. " * 500, revision_id=f"r{at}", sitting="w", sequence=at)

    with pytest.raises(JournalUnavailable, match="no room left") as refusal:
        write_until_full()
    chain, error = "", refusal.value
    while error is not None:
        chain, error = chain + str(error), error.__cause__
    assert "Secret" not in chain
    assert isinstance(refusal.value, VigError)
