from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import Cancelled, FilmMissing, FilmUnreadable, JournalUnavailable, NotFound
from vigwidgets.core.permission import Permission
from vigwidgets.films import Shelf, frame_times
from vigwidgets.journal import Journal
from vigwidgets.workbook import film_shelf
from vigwidgets.workbook.film_check import problems
from vigwidgets.workbook.folder.data_folder import DataFolder

VIDEO = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"
FRIDAY = VIDEO / "mdn__interactive-examples" / "friday.mp4"
FLOWER = VIDEO / "mdn__interactive-examples" / "flower.webm"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    assert FRIDAY.is_file(), f"these tests need {FRIDAY}"
    monkeypatch.delenv("VIG_DATABASE_URL", raising=False)
    return DataFolder(tmp_path / "data").make()


@pytest.fixture
def journal(data: DataFolder) -> Iterator[Journal]:
    with Journal.open(data.journal, person=Person("owner"), framework=frameworks.load()) as opened:
        yield opened


@pytest.fixture
def shelf(data: DataFolder) -> Shelf:
    return Shelf(data.films)


def notes(data: DataFolder) -> list[str]:
    return [path.name for path in data.runtime.iterdir()]


class TestAdding:
    def test_the_journal_and_the_shelf_both_have_it(self, journal, shelf, data):
        film = film_shelf.add_film(journal, shelf, FRIDAY)
        assert journal.films() == [film]
        assert shelf.film_path(film.id).read_bytes() == FRIDAY.read_bytes()
        assert problems(journal, shelf, data) == []

    def test_a_film_is_called_as_its_file_unless_it_gets_a_title(self, journal, shelf):
        assert film_shelf.add_film(journal, shelf, FRIDAY).title == "friday"
        assert film_shelf.add_film(journal, shelf, FLOWER, title=" My  film\n").title == "My film"

    def test_a_name_that_is_no_text_still_gives_a_title(self, journal, shelf, tmp_path):
        path = tmp_path / "caf\udce9\n film.mp4"
        path.write_bytes(FRIDAY.read_bytes())
        assert film_shelf.add_film(journal, shelf, path).title == "caf\ufffd film"

    def test_half_a_letter_in_a_title_does_no_harm(self, journal, shelf):
        assert film_shelf.add_film(journal, shelf, FRIDAY, title="cut \ud83d").title == "cut \ufffd"

    def test_what_was_agreed_is_kept(self, journal, shelf):
        agreed = Permission(("work", "training"), date(2027, 7, 31))
        assert film_shelf.add_film(journal, shelf, FRIDAY, permission=agreed).permission == agreed

    def test_the_same_bytes_give_the_film_they_were(self, journal, shelf, tmp_path):
        first = film_shelf.add_film(journal, shelf, FRIDAY)
        copy = tmp_path / "another name.mp4"
        copy.write_bytes(FRIDAY.read_bytes())
        assert film_shelf.add_film(journal, shelf, copy) == first
        assert shelf.ids() == {first.id}

    def test_the_same_bytes_take_the_title_and_permission_that_are_said_now(self, journal, shelf):
        first = film_shelf.add_film(journal, shelf, FRIDAY, title="Lunch", permission=Permission(("work", "group")))
        agreed = Permission(("training",), date(2027, 7, 31), ("K.",), "her mother")
        again = film_shelf.add_film(journal, shelf, FRIDAY, title="Tea", permission=agreed)
        assert again == replace(first, title="Tea", permission=agreed)
        assert journal.films() == [again]

    def test_what_was_agreed_before_can_be_changed_in_part(self, journal, shelf):
        film_shelf.add_film(journal, shelf, FRIDAY, permission=Permission(("work",), date(2027, 7, 31)))
        again = film_shelf.add_film(journal, shelf, FRIDAY, permission=lambda agreed: replace(agreed, people=("K.",)))
        assert again.permission == Permission(("work",), date(2027, 7, 31), ("K.",))

    def test_of_two_who_add_at_once_the_later_words_are_kept(self, journal, shelf):
        with film_shelf.arriving(shelf, FRIDAY, owner="owner", title="Tea") as arrived:
            first = film_shelf.add_film(journal, shelf, FRIDAY, title="Lunch")
            kept = film_shelf.keep(journal, shelf, arrived, permission=Permission(("group",)))
        assert kept == replace(first, title="Tea", permission=Permission(("group",)))

    def test_other_bytes_of_the_same_length_are_another_film(self, journal, shelf, tmp_path, monkeypatch):
        first = film_shelf.add_film(journal, shelf, FRIDAY)
        copy = tmp_path / "touched.mp4"
        content = bytearray(FRIDAY.read_bytes())
        content[-1] ^= 1
        copy.write_bytes(content)
        assert film_shelf.add_film(journal, shelf, copy).id != first.id

    def test_of_two_who_add_the_same_bytes_at_once_the_first_wins(self, journal, shelf, data):
        with film_shelf.arriving(shelf, FRIDAY, owner="owner") as arrived:
            first = film_shelf.add_film(journal, shelf, FRIDAY)
            assert film_shelf.keep(journal, shelf, arrived) == first
        assert shelf.ids() == {first.id}
        assert problems(journal, shelf, data) == []

    def test_a_film_whose_bytes_were_lost_is_put_back_under_its_id(self, journal, shelf, data):
        film = film_shelf.add_film(journal, shelf, FRIDAY)
        shelf.film_path(film.id).unlink()
        assert film_shelf.add_film(journal, shelf, FRIDAY) == film
        assert problems(journal, shelf, data) == []

    def test_progress_ends_with_all_bytes(self, journal, shelf):
        told = []
        film_shelf.add_film(journal, shelf, FRIDAY, on_progress=lambda *each: told.append(each))
        assert told[-1] == (FRIDAY.stat().st_size, FRIDAY.stat().st_size)

    def test_the_frame_times_are_those_of_the_film(self, journal, shelf):
        film = film_shelf.add_film(journal, shelf, FRIDAY)
        assert film_shelf.frame_times_of(shelf, film) == frame_times(FRIDAY)


class TestRefusedFilms:
    def test_nothing_is_left_of_a_film_that_is_none(self, journal, shelf, data, tmp_path):
        (tmp_path / "text.mp4").write_text("no film")
        with pytest.raises(FilmUnreadable, match="no film"):
            film_shelf.add_film(journal, shelf, tmp_path / "text.mp4")
        assert (journal.films(), shelf.ids(), notes(data)) == ([], set(), [])

    def test_a_missing_film_is_said(self, journal, shelf):
        with pytest.raises(FilmMissing, match="no film at that place"):
            film_shelf.add_film(journal, shelf, Path("nowhere.mp4"))

    def test_nothing_is_left_of_a_film_that_was_called_off(self, journal, shelf, data):
        with pytest.raises(Cancelled, match="stopped"):
            film_shelf.add_film(journal, shelf, FRIDAY, cancelled=lambda: True)
        assert (journal.films(), shelf.ids(), notes(data)) == ([], set(), [])

    def test_nothing_is_left_of_a_film_that_the_journal_cannot_take(self, journal, shelf, data):
        journal.close()
        with (
            pytest.raises(JournalUnavailable, match="closed"),
            film_shelf.arriving(shelf, FRIDAY, owner="o") as arrived,
        ):
            film_shelf.keep(journal, shelf, arrived)
        assert (shelf.ids(), notes(data)) == (set(), [])

    def test_frame_times_that_are_not_whole_are_said(self, journal, shelf):
        film = film_shelf.add_film(journal, shelf, FRIDAY)
        shelf.frames_path(film.id).write_bytes(b"\1\0\0")
        with pytest.raises(NotFound, match="frame times of this film are not whole"):
            film_shelf.frame_times_of(shelf, film)


class TestSweeping:
    def leave_note(self, data: DataFolder, film_id: str) -> None:
        (data.runtime / f"moving-{film_id}").write_bytes(b"owner")

    def test_bytes_of_a_killed_command_go(self, journal, shelf, data):
        shelf.bring_in(FRIDAY, film_id="f1")
        self.leave_note(data, "f1")
        film_shelf.sweep(journal, shelf)
        assert (shelf.ids(), notes(data)) == (set(), [])

    def test_a_film_that_was_added_before_its_command_was_killed_stays(self, journal, shelf, data):
        film = film_shelf.add_film(journal, shelf, FRIDAY)
        self.leave_note(data, film.id)
        film_shelf.sweep(journal, shelf)
        assert (shelf.ids(), notes(data)) == ({film.id}, [])

    def test_bytes_of_a_lost_journal_are_never_swept(self, journal, shelf, data):
        shelf.bring_in(FRIDAY, film_id="f1")
        film_shelf.sweep(journal, shelf)
        assert shelf.ids() == {"f1"}

    def test_a_film_that_is_just_arriving_is_not_swept(self, journal, shelf):
        with film_shelf.arriving(shelf, FRIDAY, owner="owner") as arrived:
            film_shelf.sweep(journal, shelf)
            assert shelf.ids() == {arrived.id}

    def test_before_there_is_a_journal_leftovers_go_too(self, tmp_path):
        data = DataFolder(tmp_path / "new").make()
        shelf = Shelf(data.films)
        shelf.bring_in(FRIDAY, film_id="f1")
        self.leave_note(data, "f1")
        film_shelf.sweep_before_journal(shelf, data, owner="owner")
        assert (shelf.ids(), notes(data)) == (set(), [])

    def test_a_journal_that_came_meanwhile_keeps_its_films(self, journal, shelf, data):
        shelf.bring_in(FRIDAY, film_id="f1")
        self.leave_note(data, "f1")
        film_shelf.sweep_before_journal(shelf, data, owner="owner")
        assert (shelf.ids(), notes(data)) == ({"f1"}, ["moving-f1"])


class TestProblems:
    @pytest.fixture
    def film(self, journal, shelf):
        return film_shelf.add_film(journal, shelf, FRIDAY)

    def test_bytes_without_a_row_are_told(self, journal, shelf, data, film):
        shelf.bring_in(FLOWER, film_id="f1")
        assert [one for one in problems(journal, shelf, data) if "film f1" in one and "journal does not know" in one]

    def test_bytes_of_another_persons_film_are_no_problem(self, journal, shelf, data, film):
        with Journal.open(data.journal, person=Person("anna"), framework=frameworks.load()) as annas:
            film_shelf.add_film(annas, shelf, FLOWER)
        assert problems(journal, shelf, data) == []

    def test_a_row_without_bytes_is_told(self, journal, shelf, data, film):
        shelf.remove(film.id)
        assert problems(journal, shelf, data) == [
            f"All of film {film.id} is missing. Add the film again from where it came."
        ]

    def test_a_missing_part_is_told(self, journal, shelf, data, film):
        shelf.frames_path(film.id).unlink()
        assert problems(journal, shelf, data) == [
            f"A part of film {film.id} is missing. Add the film again from where it came."
        ]

    def test_a_file_that_grew_is_told(self, journal, shelf, data, film):
        with shelf.film_path(film.id).open("ab") as file:
            file.write(b"x")
        assert [one for one in problems(journal, shelf, data) if "was changed" in one]

    def test_a_single_changed_byte_is_told(self, journal, shelf, data, film):
        content = bytearray(shelf.film_path(film.id).read_bytes())
        content[1000] ^= 1
        shelf.film_path(film.id).write_bytes(content)
        assert [one for one in problems(journal, shelf, data) if "was changed" in one]

    def test_frame_times_cut_short_are_told(self, journal, shelf, data, film):
        path = shelf.frames_path(film.id)
        path.write_bytes(path.read_bytes()[:-4])
        assert [one for one in problems(journal, shelf, data) if "frame times" in one]

    def test_no_problem_tells_a_title(self, journal, shelf, data):
        film = film_shelf.add_film(journal, shelf, FLOWER, title="Ada")
        shelf.remove(film.id)
        assert "Ada" not in "".join(problems(journal, shelf, data))

    def test_a_damaged_journal_is_told(self, journal, shelf, data, film):
        journal.close()
        content = bytearray(data.journal.read_bytes())
        content[4096 * 3 : 4096 * 6] = b"\xff" * (4096 * 3)
        data.journal.write_bytes(content)
        from vigwidgets.workbook import film_check

        assert "damaged" in "".join(film_check._journal_problems(data))
