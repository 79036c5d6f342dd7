"""A reflective account and a record of work: what is in them, and what has to be seen before they leave."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest

from tests.journal.conftest import make_film
from tests.own_workbooks import write_notebook
from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import BadRequest, NamesUnseen
from vigwidgets.core.left_off import LeftOff
from vigwidgets.core.mark import Mark
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.exchange.paper_forms import paper_bytes
from vigwidgets.exchange.paper_markdown import paper_markdown
from vigwidgets.journal import Journal
from vigwidgets.workbook import clips
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.compositions.account_making import AccountMaking
from vigwidgets.workbook.compositions.record_making import RecordMaking
from vigwidgets.workbook.contents import Chapter
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.papers import record
from vigwidgets.workbook.papers.account import MOST_PLACES, Account
from vigwidgets.workbook.papers.record import Record, hours_of

ON = date(2026, 11, 22)
ACCOUNT = Prompt("my_journey.account", "my_journey", "My account", exercise="account")
RECORD = Prompt("my_journey.record", "my_journey", "A record", exercise="record")


@pytest.fixture
def bound(tmp_path):
    journal = Journal.open(tmp_path / "journal.db", person=Person("ann"), framework=frameworks.load())
    with journal:
        clips.shelve_clips(journal)
        yield Bound(Person("ann"), "ann's", DataFolder(tmp_path), journal, {})


@pytest.fixture
def journal(bound):
    return bound.journal


def write(
    journal, text, *, prompt="being_attentive.seen", chapter="being_attentive", asked="What did you see?", film=None
):
    about = Prompt(prompt, chapter, asked, film=film)
    journal.save_reflection(about, text, revision_id=uuid4().hex, sitting="s1", sequence=1)


def kept(account, **to):
    names = {}
    for one in account.names:
        way = to.get(one.name.split()[0], "keep")
        names[one.key] = (
            {"to": way, "in": one.sentences} if way in ("keep", "out", "initials") else {"to": "word", "word": way}
        )
    return {"names": names}


def pages(journal, answer):
    return paper_markdown(Account(journal, answer).paper(on=ON))


def ask(composition, kind, payload):
    return composition.card._reply({"kind": kind, "payload": payload})


def answer(composition, prompt, given, sequence=[0]):  # noqa: B006 - it counts
    sequence[0] += 1
    payload = {"prompt_id": prompt.id, "film": "", "text": json.dumps(given), "revision_id": "r1", "sitting": "s1"}
    return ask(composition, "reflection.save", {**payload, "sequence": sequence[0]})


def test_nothing_leaves_before_each_name_was_looked_at(journal) -> None:
    write(journal, "Tobias laughed, and I waited.")
    with pytest.raises(NamesUnseen, match="not looked at"):
        Account(journal, {}).paper(on=ON)
    said = pages(journal, kept(Account(journal, {}), Tobias="a pupil"))
    assert "A pupil laughed, and I waited." in said
    assert "Tobias" not in said


def test_names_in_the_title_and_the_line_and_the_question_are_looked_at_too(journal) -> None:
    write(journal, "We laughed.", asked="What did Wendelin see?")
    account = Account(journal, {"title": "With Oskar", "about": "I work beside Ludmila."})
    assert [one.name for one in account.names] == ["Oskar", "Ludmila", "Wendelin"]
    left = {**kept(account, Oskar="out", Ludmila="initials", Wendelin="a child")}
    said = pages(journal, {"title": "With Oskar", "about": "I work beside Ludmila.", **left})
    assert said.startswith("# With\n\nI work beside L.")
    assert "> What did a child see?" in said


def test_a_new_text_shows_its_new_names_and_what_was_kept_in_new_sentences(journal) -> None:
    write(journal, "In May we laughed. I saw Tobias.")
    chosen = kept(Account(journal, {}), Tobias="a pupil")
    assert Account(journal, chosen).unseen == []
    write(journal, "Then May sat beside Tobias and Zoë.", prompt="being_attentive.more")
    assert Account(journal, chosen).unseen == ["may", "zoë"]
    with pytest.raises(NamesUnseen, match="not looked at"):
        Account(journal, chosen).paper(on=ON)


def test_what_people_are_called_on_film_is_a_name_wherever_it_stands(journal) -> None:
    film = journal.add_film(make_film(title="Our table with Wendelin"))
    journal.add_mark(Mark("m1", film.id, Span(0, 100), who="little bee"), change_id="c1")
    journal.add_mark(Mark("m2", "c05", Span(0, 100), who="zzrk"), change_id="c2")
    write(journal, "Our bee sat with wendelin. zzrk!", film=film.id)
    names = [one.name for one in Account(journal, {}).names]
    assert "wendelin" in names
    assert "bee" in names
    assert "zzrk" not in names
    assert "Our table" not in pages(journal, kept(Account(journal, {})))


def test_drawn_people_are_nobody_in_texts_about_drawn_films_and_somebody_elsewhere(journal) -> None:
    write(journal, "There I saw Theo.", prompt="watch.one", chapter="watch", film="c05")
    assert Account(journal, {}).names == []
    write(journal, "In my class I saw Theo.")
    assert [(one.name, one.is_drawn, len(one.places)) for one in Account(journal, {}).names] == [("Theo", True, 1)]


def test_texts_stand_by_chapter_or_by_date_and_can_be_left_out(journal) -> None:
    write(journal, "second", prompt="watch.one", chapter="watch")
    write(journal, "first")
    by_chapter, by_date = pages(journal, {}), pages(journal, {"order": "date"})
    assert by_chapter.index("first") < by_chapter.index("second")
    assert by_date.index("second") < by_date.index("first")
    assert "## Being attentive" in by_chapter
    left = pages(journal, {"taken": ["watch.one"]})
    assert "first" not in left
    assert "second" in left
    assert "Nothing was chosen" in pages(journal, {"taken": []})


def test_figures_tell_what_was_found_in_words_and_nothing_that_was_not(journal) -> None:
    assert "found in films" not in pages(journal, {})
    before = None
    for at in range(3):
        mark = Mark(
            f"m{at}",
            "c05",
            kind="initiative",
            span=Span(at * 1000, at * 1000 + 500),
            who="ab"[at % 2],
            answers=before,
            principles=("waiting",),
        )
        before = journal.add_mark(mark, change_id=f"c{at}").id
    said = pages(journal, {})
    assert "| 2 Encouraging initiatives | three |" in said
    assert "one yes-cycle" in said
    assert "Being attentive |" not in said
    assert "found in films" not in pages(journal, {"figures": False})


def test_an_account_of_sixty_texts_is_ready_at_once(journal) -> None:
    for at in range(60):
        text = f"Tobias looked up on day {at}, and I waited. Then Zoë laughed with Mrs Khan, and her hand opened. " * 12
        write(journal, text, prompt=f"being_attentive.q{at}")
    begun = time.perf_counter()
    chosen = kept(Account(journal, {}), Tobias="a pupil")
    seconds = time.perf_counter() - begun
    for form in ("md", "html", "pdf"):
        begun = time.perf_counter()
        paper_bytes(Account(journal, chosen).paper(on=ON), form)
        seconds = max(seconds, time.perf_counter() - begun)
    assert seconds < 20  # here about a second; machines that do much else take longer
    assert all(len(one.as_json()["places"]) <= MOST_PLACES for one in Account(journal, {}).names)


def test_the_page_hears_of_names_with_every_change_and_reads_what_would_leave(bound) -> None:
    write(bound.journal, "Tobias laughed.")
    one = AccountMaking(ACCOUNT, new_id=dict)
    one.bind(bound)
    assert [name["name"] for name in one.card.names] == ["Tobias"]
    assert one.card.unseen == ["tobias"]
    assert ask(one, "account.read", {})["error"]["code"] == "names_unseen"
    assert answer(one, ACCOUNT, {"names": {"tobias": {"to": "word", "word": "a pupil"}}})["ok"]
    assert one.card.unseen == []
    read = ask(one, "account.read", {})["result"]
    assert {"kind": "body", "text": "A pupil laughed."} in read["blocks"]
    write(bound.journal, "Zoë too.", prompt="being_attentive.more")
    assert ask(one, "account.look", {})["ok"]
    assert one.card.unseen == ["zoë"]
    assert len(one.card.writings) == 2


@pytest.mark.parametrize(
    "odd",
    [
        {"title": 1}, {"order": "size"}, {"figures": "yes"}, {"taken": [1]}, {"names": {"a": {"to": "shout"}}},
        {"names": {"a": {"to": "word", "word": "x" * 121}}}, {"more": 1}, {"about": "x" * 1001},
    ],
)  # fmt: skip
def test_what_no_page_could_have_chosen_is_refused(odd) -> None:
    with pytest.raises(BadRequest, match="in a form"):
        AccountMaking(ACCOUNT, new_id=dict).card.checked(json.dumps(odd))


def test_a_record_lists_chapters_with_their_days_and_hours_as_entered(bound) -> None:
    journal = bound.journal
    write(journal, "one")
    journal.add_mark(Mark("m1", "c20", Span(0, 100)), change_id="c1")
    today = datetime.now(UTC).astimezone().date()
    given = {
        "hours": {"being_attentive": "2,5", "watch": "soon"},
        "lines": [
            {"date": "2026-11-02", "what": "Shared review", "hours": "1½"},
            {"date": "", "what": " ", "hours": "9"},
        ],
    }
    record = Record(journal, given)
    assert [(one.id, one.first, one.last) for one in record.worked] == [
        ("being_attentive", today, today), ("watch", today, today),
    ]  # fmt: skip
    said = paper_markdown(record.paper(on=ON, name=" Zoë  Ünlü "))
    assert "Of Zoë Ünlü" in said
    assert "| 2.5 |" in said
    assert "| 2 November 2026 | Shared review | 1.5 |" in said
    assert "4 hours" in said
    assert "licence to practise" in said
    assert "Being attentive" not in paper_markdown(Record(journal, {**given, "left": ["being_attentive"]}).paper(on=ON))
    assert "licence to practise" in paper_markdown(Record(journal, {"left": ["being_attentive", "watch"]}).paper(on=ON))


def test_a_mark_belongs_to_the_chapter_in_which_the_clip_was_worked_with(journal) -> None:
    journal.add_mark(Mark("m1", "c01", Span(0, 100)), change_id="c1")
    assert [one.id for one in Record(journal, {}).worked] == ["watch"]
    journal.leave_off(LeftOff("being_attentive", "", None, None, datetime.now(UTC)))
    assert [one.id for one in Record(journal, {}).worked] == ["being_attentive"]


@pytest.mark.parametrize("code", [("%matplotlib inline", 'book.film("c01")'), ()])
def test_a_chapter_whose_code_is_no_python_or_cannot_be_read_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: tuple[str, ...]
) -> None:
    notebook = tmp_path / "mine.ipynb"
    if code:
        write_notebook(notebook, "# Mine", *code)
    name = f"mine_{len(code)}"  # what was found in a chapter is kept
    monkeypatch.setattr(record, "chapters", lambda: (Chapter(name, "Mine", 5, notebook),))
    assert record._marked_in(name) == ({"c01"} if code else set())


@pytest.mark.parametrize(
    ("entered", "hours"),
    [("2.5", "2.5"), ("2,5", "2.5"), (" 1½ ", "1.5"), ("½", "0.5"), ("3", "3"), ("", None), ("soon", None),
     ("-1", None),
     ("NaN", None), ("1e9", None), ("0", None)],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(entered: str, hours: str | None) -> None:
    assert hours_of(entered) == (Decimal(hours) if hours else None)


def test_the_page_of_a_record_shows_chapters_and_keeps_what_was_entered(bound) -> None:
    write(bound.journal, "one")
    one = RecordMaking(RECORD, new_id=dict)
    one.bind(bound)
    assert [worked["id"] for worked in one.card.worked] == ["being_attentive"]
    assert answer(one, RECORD, {"hours": {"being_attentive": "2"}})["ok"]
    again = RecordMaking(RECORD, new_id=dict)
    again.bind(bound)
    assert json.loads(again.card.text) == {"hours": {"being_attentive": "2"}}
    for odd in ({"hours": []}, {"lines": [1]}, {"lines": [{"who": "x"}]}, {"left": [1]}, {"hours": {"a": 2}}, {"x": 1}):
        with pytest.raises(BadRequest, match="in a form"):
            one.card.checked(json.dumps(odd))
