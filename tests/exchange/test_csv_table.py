import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.made_marks import FILM, FRAMEWORK, MARKS, ONE, TEXTS
from vigwidgets.core.mark import Mark
from vigwidgets.exchange import FORMATS, marks_csv
from vigwidgets.exchange.csv_table import COLUMNS, SEPARATOR, shield, unshield


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@given(MARKS)
def test_every_mark_comes_back_from_the_table(marks: list[Mark]):
    found = {row["id"]: row for row in rows(marks_csv(FILM, marks, FRAMEWORK))}
    assert len(found) == len(marks)
    for mark in marks:
        row = found[mark.id]
        assert (int(row["start_ms"]), int(row["end_ms"])) == (mark.span.start_ms, mark.span.end_ms)
        assert (row["kind"], row["answers"], row["author"]) == (mark.kind, mark.answers or "", mark.author)
        assert tuple(key for key in row["principles"].split(SEPARATOR) if key) == mark.principles
        for name in ("who", "note", "feeling"):
            assert unshield(row[name]) == getattr(mark, name)


@given(TEXTS)
def test_no_cell_begins_as_a_spreadsheet_formula_does(text: str):
    assert shield(text).lstrip()[:1] not in set("=+-@")
    assert shield(text)[:1] not in set("\t\r\n")


@given(st.one_of(TEXTS, TEXTS.map(shield)))
def test_what_was_shielded_can_be_unshielded(text: str):
    assert unshield(shield(text)) == text


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_a_formula_gets_an_apostrophe_in_front(text: str):
    assert shield(text) == "'" + text


def test_an_ordinary_apostrophe_is_left_alone():
    assert shield("'tis") == unshield("'tis") == "'tis"


def test_a_row_tells_clock_times_wordings_and_tiers():
    row = rows(marks_csv(FILM, [ONE], FRAMEWORK))[0]
    assert (row["start"], row["end"]) == ("00:00:01.500", "00:00:03.250")
    assert row["principle_names"].split(SEPARATOR) == [FRAMEWORK.principle(key).name for key in ONE.principles]
    assert row["tiers"] == "2; 3"


def test_rows_stand_in_the_order_of_the_film():
    marks = [Mark(id=f"m{at}", film="f1", span=ONE.span.__class__(at, at + 1)) for at in (30, 10, 20)]
    assert [row["id"] for row in rows(marks_csv(FILM, marks, FRAMEWORK))] == ["m10", "m20", "m30"]


def test_a_film_without_marks_gives_the_column_names_alone():
    assert marks_csv(FILM, [], FRAMEWORK) == ",".join(COLUMNS) + "\r\n"


def test_a_csv_file_begins_with_a_byte_order_mark_for_excel():
    content = FORMATS["csv"].file_bytes(FILM, [ONE], FRAMEWORK)
    assert content.startswith(b"\xef\xbb\xbfid,")


def test_the_table_holds_no_title_and_no_path():
    assert "ada" not in marks_csv(FILM, [ONE], FRAMEWORK).lower()
