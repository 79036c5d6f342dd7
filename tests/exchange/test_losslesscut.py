import csv
import io

from hypothesis import given

from tests.exchange.made_marks import FILM, FRAMEWORK, MARKS
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.exchange.losslesscut import marks_losslesscut


@given(MARKS)
def test_every_mark_is_a_row_of_start_end_and_name(marks: list[Mark]):
    rows = list(csv.reader(io.StringIO(marks_losslesscut(FILM, marks, FRAMEWORK), newline="")))
    assert sorted((round(float(start) * 1000), round(float(end) * 1000)) for start, end, _ in rows) == sorted(
        (mark.span.start_ms, mark.span.end_ms) for mark in marks
    )
    assert all("\n" not in name for _, _, name in rows)


def test_the_rows_are_those_of_the_programs_own_samples():
    marks = [
        Mark("b", "f", Span(300_448, 476_194), principles=("waiting",)),
        Mark("a", "f", Span(104_612, 189_053), note="I waited.\nAnd waited."),
        Mark("c", "f", Span(567_075, 704_264), note="=1+1"),
    ]
    assert marks_losslesscut(FILM, marks, FRAMEWORK) == (
        "104.612,189.053,I waited.\n300.448,476.194,Waiting\n567.075,704.264,'=1+1\n"
    )
