"""After erasing nothing of a film is found again: not its bytes, not a word that was written about it."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import JournalUnavailable, NotAllowed, NotFound, ShelfUnavailable
from vigwidgets.core.left_off import LeftOff
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal, schema
from vigwidgets.journal import engine as engine_module
from vigwidgets.workbook import clips, film_shelf
from vigwidgets.workbook.film_check import problems
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping import erasing
from vigwidgets.workbook.keeping.passing import Passing

ROOT = Path(__file__).resolve().parents[3]
VIDEO = ROOT.parent / "shared" / "testdata" / "video" / "mdn__interactive-examples"
FRIDAY, FLOWER = VIDEO / "friday.mp4", VIDEO / "flower.webm"
ME = Person("owner")
WORDS = {
    "title": "Zebrafinken am Tisch",
    "people": "Quirinella",
    "given_by": "Großmutter Hildegunde",
    "note": "Papierschiffchen gefaltet",
    "feeling": "übermütig und stolz",
    "who": "Xanthippe",
    "reflection": "Ich hätte länger gewartet",
    "export": "Kaleidoskop",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A data folder with a film that has everything that can hang on it."""
    assert FRIDAY.is_file(), f"these tests need {FRIDAY}"
    data = DataFolder(tmp_path_factory.mktemp("filled") / "data").make()
    engine = engine_module.make_engine(data.journal)
    schema.upgrade(engine, file=None, target="0002")  # so that opening it leaves a copy beside it
    engine.dispose()
    with opened(data) as journal:
        clips.shelve_clips(journal)
        fill(data, journal)
    (data.root / f"journal.before-{schema.VERSIONS[-1]}.db").write_text(WORDS["note"])
    return data


@pytest.fixture
def data(tmp_path, filled, monkeypatch):
    monkeypatch.delenv("VIG_DATABASE_URL", raising=False)
    shutil.copytree(filled.root, tmp_path / "data")
    return DataFolder(tmp_path / "data")


@pytest.fixture
def journal(data):
    with opened(data) as journal:
        yield journal


@pytest.fixture
def shelf(data):
    return Shelf(data.films)


@pytest.fixture
def film(journal):
    return journal.films()[0]


def opened(data, person=ME):
    return Journal.open(data.journal, person=person, framework=frameworks.load())


def fill(data, journal):
    shelf = Shelf(data.films)
    agreed = Permission(("work",), None, (WORDS["people"],), WORDS["given_by"])
    film = film_shelf.add_film(journal, shelf, FRIDAY, title="Before", permission=agreed)
    journal.rename_film(film.id, WORDS["title"])
    mark = Mark(
        id="m1", film=film.id, span=Span(0, 900), who=WORDS["who"], note=WORDS["note"], feeling=WORDS["feeling"]
    )
    journal.add_mark(mark, change_id="c1")
    journal.change_mark(film.id, "m1", change_id="c2", note=WORDS["note"] + "!")
    journal.remove_mark(film.id, "m1", change_id="c3")
    journal.undo(film.id, change_id="c4")
    prompt = Prompt(id="p", chapter="my-film", words="What was new?", film=film.id)
    journal.save_reflection(prompt, WORDS["reflection"], revision_id="r1", sitting="s", sequence=1)
    (data.exports / f"{film.id}.csv").write_text(WORDS["export"])
    (data.exports / film.id).mkdir()
    (data.exports / film.id / "stills.jpg").write_bytes(FRIDAY.read_bytes()[5000:9000])
    (shelf.folder / film.id / "peaks.u8").write_bytes(bytes(range(250)))
    for suffix in (".mp4", ".vigwork.zip"):
        Passing.make(data, ME, suffix=suffix).path.write_bytes(FRIDAY.read_bytes()[:300_000])


def windows(path):
    """Give 64 bytes from many places of a film, none of them so plain that it may stand elsewhere."""
    content = path.read_bytes()
    pieces = [content[at : at + 64] for at in range(0, len(content) - 64, len(content) // 40)]
    return [piece for piece in pieces if len(set(piece)) > 30]


def found_in(folder, needles):
    """Return which of the needles stand anywhere below the folder, in names or contents."""
    content = b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    content += b"\0".join(os.fsencode(path) for path in folder.rglob("*"))
    return {needle for needle in needles if needle in content}


def needles():
    written = [word.encode(form) for word in WORDS.values() for form in ("utf-8", "utf-16-le", "utf-16-be")]
    # JSON columns hold letters beyond ASCII as escapes.
    written += [word.encode("ascii", "backslashreplace").replace(rb"\x", rb"\u00") for word in WORDS.values()]
    return [*written, *windows(FRIDAY)]


class TestAFilm:
    def test_no_byte_and_no_word_of_it_is_left_and_another_film_stays_whole(self, journal, shelf, data, film):
        other = film_shelf.add_film(journal, shelf, FLOWER, title="Another")
        kept = journal.add_mark(Mark(id="m1", film=other.id, span=Span(0, 100), note="stays"), change_id="d1")
        assert len(found_in(data.root, needles())) > 30
        receipt = erasing.erase_film(journal, shelf, data, film.id, receipt_id="e1")
        assert found_in(data.root, needles()) == set()
        assert (journal.films(), journal.marks(other.id)) == ([other], [replace(kept, author="owner")])
        assert problems(journal, shelf, data) == []
        journal.close()
        assert found_in(data.root, needles()) == set()
        assert list(data.runtime.iterdir()) == []
        assert (receipt.what, receipt.films, receipt.marks, receipt.texts) == ("film", 1, 1, 1)

    def test_the_receipt_counts_every_file_and_byte(self, journal, shelf, data, film):
        paths = [path for path in data.root.rglob("*") if path.is_file() and film.id in path.as_posix()]
        sizes = [path.stat().st_size for path in paths]
        receipt = erasing.erase_film(journal, shelf, data, film.id, receipt_id="e1")
        assert receipt.files >= len(sizes) + 2  # two that were passing through
        assert receipt.size_bytes == sum(sizes) + 600_000
        assert journal.receipts() == [receipt]

    def test_the_same_receipt_again_erases_nothing_and_is_the_first_one(self, journal, shelf, data, film):
        first = erasing.erase_film(journal, shelf, data, film.id, receipt_id="e1")
        assert erasing.erase_film(journal, shelf, data, film.id, receipt_id="e1") == first
        assert journal.receipts() == [first]

    def test_an_unknown_film_is_not_found_and_leaves_nothing(self, journal, shelf, data, film):
        with pytest.raises(NotFound, match="no such film"):
            erasing.erase_film(journal, shelf, data, "nobody", receipt_id="e1")
        assert (journal.receipts(), list(data.runtime.iterdir())) == ([], [])

    def test_a_drawn_clip_stays(self, journal, shelf, data):
        with pytest.raises(NotAllowed, match="stay"):
            erasing.erase_film(journal, shelf, data, "c01", receipt_id="e1")
        assert journal.film("c01").source == "drawn"

    def test_another_persons_film_is_not_found_and_stays(self, journal, shelf, data, film):
        with opened(data, Person("anna")) as annas, pytest.raises(NotFound, match="no such film"):
            erasing.erase_film(annas, shelf, data, film.id, receipt_id="e1")
        assert journal.film(film.id) == film
        assert shelf.film_path(film.id).is_file()

    def test_a_file_that_cannot_go_now_goes_at_the_next_start(self, journal, shelf, data, film, monkeypatch):
        with monkeypatch.context() as patch:
            patch.setattr(Shelf, "remove", lambda *_: (_ for _ in ()).throw(ShelfUnavailable("In use. Close it.")))
            with pytest.raises(ShelfUnavailable, match="In use"):
                erasing.erase_film(journal, shelf, data, film.id, receipt_id="e1")
        assert shelf.ids() == {film.id}
        film_shelf.sweep(journal, shelf)
        assert found_in(data.root, needles()) == set()
        assert list(data.runtime.iterdir()) == []

    def test_a_journal_that_cannot_be_written_leaves_the_film_whole(self, journal, shelf, data, film, monkeypatch):
        with monkeypatch.context() as patch:
            patch.setattr(Journal, "erase_film", lambda *_, **__: (_ for _ in ()).throw(JournalUnavailable("Away.")))
            with pytest.raises(JournalUnavailable, match="Away"):
                erasing.erase_film(journal, shelf, data, film.id, receipt_id="e1")
        film_shelf.sweep(journal, shelf)
        assert journal.film(film.id) == film
        assert problems(journal, shelf, data) == []
        assert list(data.runtime.iterdir()) == []


class TestEverything:
    def test_nothing_is_left_but_the_receipts(self, journal, shelf, data, film):
        film_shelf.add_film(journal, shelf, FLOWER)
        journal.add_mark(Mark(id="m2", film="c01", span=Span(0, 500), note=WORDS["note"]), change_id="d1")
        prompt = Prompt(id="q", chapter="one", words="And now?")
        journal.save_reflection(prompt, WORDS["reflection"], revision_id="r2", sitting="s", sequence=1)
        journal.leave_off(LeftOff("one", "", None, None, datetime.now(UTC)))
        (data.logs / "server.log").write_text(WORDS["export"])
        (data.temporary / "half").write_bytes(FLOWER.read_bytes()[:10_000])
        before = erasing.erase_film(journal, shelf, data, film.id, receipt_id="e0")
        key = journal.draft_key()
        receipt = erasing.erase_everything(journal, shelf, data, receipt_id="e1")
        assert found_in(data.root, [*needles(), *windows(FLOWER), key.encode()]) == set()
        assert (journal.films(), journal.all_marks(), journal.answered(), journal.left_off()) == ([], [], {}, None)
        assert (receipt.what, receipt.films, receipt.marks, receipt.texts) == ("everything", 1, 1, 1)
        assert journal.receipts() == [receipt, before]
        assert journal.film("c01").source == "drawn"
        assert erasing.erase_everything(journal, shelf, data, receipt_id="e1") == receipt

    def test_other_peoples_work_stays(self, journal, shelf, data, film):
        with opened(data, Person("anna")) as annas:
            theirs = film_shelf.add_film(annas, shelf, FLOWER)
            upload = Passing.make(data, annas.person, suffix=".mp4")
            upload.path.write_bytes(b"half")
            (data.exports / f"{theirs.id}.csv").write_text("Anna's")
            erasing.erase_everything(journal, shelf, data, receipt_id="e1")
            assert annas.films() == [theirs]
            assert shelf.film_path(theirs.id).read_bytes() == FLOWER.read_bytes()
            assert (upload.is_wanted(), (data.exports / f"{theirs.id}.csv").exists()) == (True, True)
            (data.logs / "server.log").write_text("The house's own.")
            erasing.erase_everything(annas, shelf, data, receipt_id="e1")
            assert (data.logs / "server.log").read_text() == "The house's own."
        assert shelf.ids() == set()


STAGES = {
    "before the journal": "from vigwidgets.journal import Journal as place; name = '{verb}'",
    "in the journal's transaction": "from vigwidgets.journal.door import Session as place; name = 'commit'",
    "before the words leave the files": "from vigwidgets.journal.door import Door as place; name = 'sweep'",
    "before the bytes go": "from vigwidgets.films import Shelf as place; name = 'remove'",
    "before the exports go": (
        "from vigwidgets.workbook.keeping import erasing as place; name = 'exports_of'; skip = {skip}"
    ),
    "before the note goes": "from vigwidgets.workbook.keeping import moving as place; name = '_remove'",
}
DIE_AT = """
import os, signal, sys
from pathlib import Path
skip = 0
{stage}
real = getattr(place, name)
def die(*arguments, **options):
    global skip
    skip -= 1
    if skip < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **options)
from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.workbook.keeping import erasing
from vigwidgets.workbook.folder.data_folder import DataFolder
data = DataFolder(Path(sys.argv[1]))
with Journal.open(data.journal, person=Person("owner"), framework=frameworks.load()) as journal:
    setattr(place, name, die)
    {call}
"""
CALLS = {
    "erase_film": "erasing.erase_film(journal, Shelf(data.films), data, sys.argv[2], receipt_id='e1')",
    "erase_everything": "erasing.erase_everything(journal, Shelf(data.films), data, receipt_id='e1')",
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("verb", CALLS)
def test_a_kill_at_each_step_leaves_the_film_whole_or_is_brought_to_its_end(journal, shelf, data, film, stage, verb):
    journal.close()
    script = DIE_AT.format(stage=STAGES[stage].format(verb=verb, skip=1), call=CALLS[verb])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script, str(data.root), film.id], env=environment, check=False, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    with opened(data) as again:
        film_shelf.sweep(again, shelf)
        assert problems(again, shelf, data) == []
        assert list(data.runtime.iterdir()) == []
        if again.films():
            assert (again.films(), len(again.marks(film.id)), again.receipts()) == ([film], 1, [])
        else:
            assert [one.id for one in again.receipts()] == ["e1"]
            assert found_in(data.root, needles()) == set()
