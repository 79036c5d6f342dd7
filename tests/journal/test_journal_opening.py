"""Opening: made, brought up to date, refused; and what importing does not do."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from vigwidgets.core.errors import JournalNewer, JournalUnavailable
from vigwidgets.journal import copying, schema
from vigwidgets.journal.engine import make_engine
from vigwidgets.journal.engine import place as place_of
from vigwidgets.journal.tables import Base

TODAY = schema.VERSIONS[-1]


@pytest.fixture
def old(file, make):
    """A journal as the first version left it, with a film and a mark, and that film."""
    engine = make_engine(file)
    schema.upgrade(engine, file=None, target="0001")
    engine.dispose()
    film = make.film()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO films VALUES (?,'ann',?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL,?,?)",
            (
                *(film.id, film.title, film.duration_ms, film.frames, film.variable_frame_rate, film.rotation),
                *(film.width, film.height, film.video_codec, film.audio_codec, film.playable, film.media_type),
                *(film.sha256, film.size_bytes, '["work"]', film.source),
                datetime(2026, 1, 1, tzinfo=UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),
            ),
        )
        connection.execute(
            "INSERT INTO marks VALUES ('ann',?,'m',5,9,'moment','','[\"waiting\"]',NULL,'old note','')", (film.id,)
        )
    return film


def version_of(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def set_version(path, version):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num=?", (version,))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_an_older_journal_is_brought_up_to_date_with_everything_in_it(file, old, opened):
    journal = opened(file)
    assert journal.films() == [old]
    assert [mark.note for mark in journal.marks(old.id)] == ["old note"]
    assert version_of(file) == TODAY


def test_an_older_journal_is_copied_before_it_is_changed(file, old, opened):
    opened(file)
    copy = file.with_name(f"journal.before-{TODAY}.db")
    assert version_of(copy) == "0001"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT note FROM marks").fetchall() == [("old note",)]


def test_the_copy_is_for_its_owner_only(file, old, opened):
    opened(file)
    assert stat.S_IMODE(file.with_name(f"journal.before-{TODAY}.db").stat().st_mode) == 0o600


def test_an_earlier_copy_is_never_overwritten(file, old, opened):
    earlier = file.with_name(f"journal.before-{TODAY}.db")
    earlier.write_bytes(b"precious")
    opened(file)
    assert earlier.read_bytes() == b"precious"
    assert version_of(file.with_name(f"journal.before-{TODAY}.1.db")) == "0001"


def test_a_failed_upgrade_leaves_the_journal_and_the_folder_as_they_were(file, old, opened, monkeypatch):
    def fail(*_args, **_named):
        raise JournalUnavailable("The disk has no room left for the journal. Free some space and try again.")

    before = names(file.parent)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "_migrate", fail)
        with pytest.raises(JournalUnavailable, match="no room left"):
            opened(file)
    assert version_of(file) == "0001"
    assert names(file.parent) == before
    assert opened(file).films() == [old]


def test_an_upgrade_is_refused_when_no_copy_can_be_made(file, old, opened, monkeypatch):
    def fail(*_args):
        raise PermissionError(13, "no")

    engine = make_engine(file)
    with monkeypatch.context() as patch:
        patch.setattr(copying.os, "open", fail)
        with pytest.raises(JournalUnavailable, match="may not be written"):
            schema.upgrade(engine, file=file)
    engine.dispose()
    assert version_of(file) == "0001"


def test_a_journal_that_is_up_to_date_is_not_copied(file, opened):
    opened(file).close()
    opened(file).close()
    assert names(file.parent) == ["journal.db"]


def test_a_newer_journal_is_refused_and_left_as_it_is(file, opened):
    opened(file).close()
    set_version(file, "9999")
    before = file.read_bytes()
    with pytest.raises(JournalNewer, match="Update the workbook"):
        opened(file)
    assert file.read_bytes() == before


def test_the_migrations_make_exactly_the_tables_of_the_code(empty_place, opened):
    opened(empty_place)
    engine = make_engine(place_of(empty_place))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_the_code_knows_every_migration(file):
    config = Config()
    config.set_main_option("script_location", "vigwidgets.journal:migrations")
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(script.revision for script in scripts)[::-1] == schema.VERSIONS


def test_every_row_has_an_owner(empty_place, opened):
    opened(empty_place)
    engine = make_engine(place_of(empty_place))
    found = inspect(engine)
    tables = set(found.get_table_names()) - {"alembic_version"}
    owned = {
        table
        for table in tables
        for column in found.get_columns(table)
        if column["name"] == "owner" and not column["nullable"]
    }
    engine.dispose()
    assert owned == tables == set(Base.metadata.tables)


def test_a_new_journal_is_for_its_owner_only(file, opened, make):
    opened(file).add_film(make.film())
    assert {stat.S_IMODE(path.stat().st_mode) for path in file.parent.glob("journal.db*")} == {0o600}


def test_a_journal_that_others_could_read_is_closed_to_them(file, opened):
    opened(file).close()
    file.chmod(0o644)
    opened(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_sqlite_keeps_what_it_called_stored_even_when_the_power_fails(file, opened, make):
    seen = {}
    journal = opened(file)
    journal.add_film(make.film())
    engine = make_engine(file)
    with engine.connect() as connection:
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout"):
            seen[name] = connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
    engine.dispose()
    assert seen == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 30000,
    }


def test_a_restored_journal_gets_its_log_back(file, opened, tmp_path):
    opened(file).close()
    restored = tmp_path / "restored.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM INTO ?", (str(restored),))
    opened(restored)
    with closing(sqlite3.connect(restored)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_closed_journal_says_so(file, opened):
    journal = opened(file)
    journal.close()
    with pytest.raises(JournalUnavailable, match="closed"):
        journal.films()


def test_an_address_of_sqlite_opens_the_file(file, opened, make):
    film = opened(file).add_film(make.film())
    assert opened(f"sqlite:///{file}").films() == [film]


@pytest.mark.parametrize("address", ["mysql://host/name", "://", "sqlite://", "postgresql://host:port/name"])
def test_an_address_that_is_no_journals_is_refused(opened, address):
    with pytest.raises(JournalUnavailable, match="VIG_DATABASE_URL"):
        opened(address)


def test_importing_opens_nothing_and_starts_no_thread():
    watch = (
        "import sys, threading; seen = []\n"
        "opens = ('sqlite3.', 'socket.conn')\n"
        "sys.addaudithook(lambda name, _: seen.append(name) if name.startswith(opens) else None)\n"
        "import vigwidgets.journal\n"
        "print(seen, threading.active_count(), 'alembic' in sys.modules, 'psycopg' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True, env=os.environ)
    assert told.stdout.strip() == "[] 1 False False"
