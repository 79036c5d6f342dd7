import errno
import os
import threading
from pathlib import Path

import pytest

from vigwidgets.core.errors import JournalUnavailable, StorageFull
from vigwidgets.workbook.folder import data_folder
from vigwidgets.workbook.folder.data_folder import DataFolder

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


@pytest.fixture(autouse=True)
def no_names(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("VIG_DATA", raising=False)
    monkeypatch.delenv("VIG_DATABASE_URL", raising=False)


def test_the_folder_that_was_given_wins(tmp_path, monkeypatch):
    monkeypatch.setenv("VIG_DATA", str(tmp_path / "named"))
    assert DataFolder.find(tmp_path / "given").root == tmp_path / "given"


def test_without_one_the_environment_names_it(tmp_path, monkeypatch):
    monkeypatch.setenv("VIG_DATA", str(tmp_path / "named"))
    assert DataFolder.find().root == tmp_path / "named"


def test_with_neither_it_is_where_the_system_keeps_peoples_data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert DataFolder.find().root.is_relative_to(tmp_path if os.name == "posix" else Path.home())


def test_a_relative_folder_becomes_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert DataFolder.find(Path("here")).root == tmp_path / "here"


def test_a_tilde_means_the_persons_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert DataFolder.find(Path("~/work")).root == tmp_path / "work"


def test_finding_makes_nothing(tmp_path):
    DataFolder.find(tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_what_is_made_is_for_this_person_only(tmp_path):
    data = DataFolder(tmp_path / "data").make()
    made = [data.root, *data.root.iterdir()]
    assert len(made) == 6
    assert {path.stat().st_mode & 0o777 for path in made} == {0o700}


@POSIX
def test_a_folder_that_was_open_to_others_is_closed_to_them(tmp_path):
    tmp_path.chmod(0o755)
    DataFolder(tmp_path).make()
    assert tmp_path.stat().st_mode & 0o777 == 0o700


@POSIX
def test_a_persons_home_keeps_its_mode(tmp_path, monkeypatch):
    tmp_path.chmod(0o755)
    monkeypatch.setenv("HOME", str(tmp_path))
    DataFolder(tmp_path).make()
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_making_twice_changes_nothing(tmp_path):
    data = DataFolder(tmp_path / "data").make()
    (data.films / "f1").mkdir()
    data.make()
    assert (data.films / "f1").is_dir()


def test_what_making_would_create_is_known_before(tmp_path):
    data = DataFolder(tmp_path / "a" / "data")
    missing = data.missing()
    assert missing[:2] == (tmp_path / "a", tmp_path / "a" / "data")
    data.make()
    assert all(folder.is_dir() for folder in missing)
    assert data.missing() == ()


@pytest.mark.parametrize("in_the_way", ["data", "data/films"])
def test_a_file_in_the_way_is_said(tmp_path, in_the_way):
    (tmp_path / in_the_way).parent.mkdir(exist_ok=True)
    (tmp_path / in_the_way).write_text("mine")
    with pytest.raises(JournalUnavailable, match="A file is where the data folder"):
        DataFolder(tmp_path / "data").make()


def test_a_file_further_up_is_said(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(JournalUnavailable, match="A file is where the data folder"):
        DataFolder(tmp_path / "file" / "data").make()


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        (errno.ENOSPC, StorageFull, "The disk is full"),
        (errno.EACCES, JournalUnavailable, "cannot be read and written"),
        (errno.EROFS, JournalUnavailable, "cannot be read and written"),
    ],
)
def test_what_the_system_refuses_is_said_in_a_sentence(tmp_path, monkeypatch, number, kind, said):
    def refuse(*_arguments, **_options):
        raise OSError(number, "refused")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(kind, match=said):
        DataFolder(tmp_path / "data").make()


def test_a_folder_that_may_not_be_written_is_said(tmp_path, monkeypatch):
    data = DataFolder(tmp_path).make()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(JournalUnavailable, match="cannot be read and written"):
        data.make()


def test_the_journal_is_a_file_unless_the_environment_names_a_database(tmp_path, monkeypatch):
    data = DataFolder(tmp_path)
    assert data.journal_location() == tmp_path / "journal.db"
    monkeypatch.setenv("VIG_DATABASE_URL", "postgresql://somewhere/vig")
    assert data.journal_location() == "postgresql://somewhere/vig"


def test_whether_there_is_a_journal_is_told_without_making_one(tmp_path):
    data = DataFolder(tmp_path / "data")
    assert not data.holds_journal()
    data.make().journal.touch()
    assert data.holds_journal()


def test_the_secret_stays_the_same(tmp_path):
    data = DataFolder(tmp_path)
    first = data.secret()
    assert len(first) == 32
    assert DataFolder(tmp_path).secret() == first


def test_two_folders_have_two_secrets(tmp_path):
    one, other = DataFolder(tmp_path / "a").make(), DataFolder(tmp_path / "b").make()
    assert one.secret() != other.secret()


@POSIX
def test_the_secret_is_for_this_person_only(tmp_path):
    DataFolder(tmp_path).secret()
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_many_who_ask_at_once_get_one_secret(tmp_path):
    data, found, together = DataFolder(tmp_path), [], threading.Barrier(8)

    def ask():
        together.wait()
        found.append(data.secret())

    askers = [threading.Thread(target=ask) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_a_secret_that_could_not_be_written_leaves_nothing(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(data_folder.os, "fsync", full)
    with pytest.raises(StorageFull, match="The disk is full"):
        DataFolder(tmp_path).secret()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_secret_is_not_used(tmp_path):
    (tmp_path / "secret").write_bytes(b"short")
    with pytest.raises(JournalUnavailable, match="secret file is damaged"):
        DataFolder(tmp_path).secret()
