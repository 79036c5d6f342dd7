import json

import pytest
from hypothesis import given

from tests.exchange.made_marks import FILM, FRAMEWORK, MARKS, ONE
from vigwidgets.core.errors import InvalidValue, UnknownPrinciple
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.exchange import FORMATS, format_named, marks_json


@given(MARKS)
def test_json_gives_every_mark_as_scripts_see_it(marks: list[Mark]):
    wanted = sorted((mark.as_json() for mark in marks), key=lambda m: (m["start_ms"], m["end_ms"], m["id"]))
    assert json.loads(marks_json(FILM, marks, FRAMEWORK)) == wanted


@pytest.mark.parametrize("name", FORMATS)
@given(marks=MARKS)
def test_every_format_can_be_written_to_a_file(name: str, marks: list[Mark]):
    form = FORMATS[name]
    assert form.file_bytes(FILM, marks, FRAMEWORK).decode(form.file_encoding) == form.write(FILM, marks, FRAMEWORK)


def test_an_unknown_format_is_refused_with_those_there_are():
    with pytest.raises(
        InvalidValue, match=r"no format called 'xls'\. Choose from csv, json, vtt, losslesscut, webanno"
    ):
        format_named("xls")


@pytest.mark.parametrize("name", ["csv", "vtt", "webanno"])
def test_a_mark_of_another_framework_is_refused_and_not_left_out(name: str):
    stranger = Mark(id="m2", film="f1", span=Span(0, 1), principles=("of_another_pack",))
    with pytest.raises(UnknownPrinciple, match="no principle 'of_another_pack'"):
        FORMATS[name].write(FILM, [ONE, stranger], FRAMEWORK)
