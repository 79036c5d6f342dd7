import json
import re

from hypothesis import given

from tests.exchange.made_marks import FILM, FRAMEWORK, MARKS, ONE
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.exchange import marks_web_annotation
from vigwidgets.exchange.web_annotation import CONTEXT, media_fragment

URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{1,31}:[A-Za-z0-9_.:\-]+")  # RFC 8141, the letters our ids can have
NPT = re.compile(r"t=npt:(\d+)\.(\d{3}),(\d+)\.(\d{3})")  # Media Fragments 4.2.1
PURPOSES = {"classifying", "tagging", "linking", "identifying", "commenting", "describing"}  # Web Annotation 3.3.5


def annotations(marks: list[Mark]) -> list[dict]:
    collection = json.loads(marks_web_annotation(FILM, marks, FRAMEWORK))
    assert collection["@context"] == CONTEXT
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(marks)
    return collection["first"]["items"] if marks else []


@given(MARKS)
def test_every_annotation_has_the_parts_the_model_asks_for(marks: list[Mark]):
    found = annotations(marks)
    ids = [one["id"] for one in found]
    assert len(set(ids)) == len(marks)
    for one in found:
        assert one["type"] == "Annotation"
        assert URN.fullmatch(one["id"])
        assert URN.fullmatch(one["target"]["source"]["id"])
        for body in one["body"]:
            assert body["purpose"] in PURPOSES
            assert "value" in body if body["type"] == "TextualBody" else URN.fullmatch(body["source"])


@given(MARKS)
def test_the_media_fragments_give_back_the_spans(marks: list[Mark]):
    for one, mark in zip(annotations(marks), sorted(marks, key=lambda m: (m.span, m.id)), strict=True):
        selector = one["target"]["selector"]
        assert selector["type"] == "FragmentSelector"
        assert selector["conformsTo"] == "http://www.w3.org/TR/media-frags/"
        parts = NPT.fullmatch(selector["value"])
        assert parts is not None
        s, s_ms, e, e_ms = map(int, parts.groups())
        assert Span(s * 1000 + s_ms, e * 1000 + e_ms) == mark.span


@given(MARKS)
def test_what_people_wrote_comes_back_as_comment(marks: list[Mark]):
    for one, mark in zip(annotations(marks), sorted(marks, key=lambda m: (m.span, m.id)), strict=True):
        comments = [body["value"] for body in one["body"] if body["purpose"] == "commenting"]
        assert comments == ([mark.note] if mark.note else [])


def test_a_fragment_is_written_in_normal_play_time():
    assert media_fragment(Span(1500, 3250)) == "t=npt:1.500,3.250"


def test_a_principle_is_a_tag_in_the_frameworks_wording_beside_its_key():
    bodies = annotations([ONE])[0]["body"]
    tags = [(body["value"], body["language"]) for body in bodies if body["purpose"] == "tagging"]
    assert tags == [(FRAMEWORK.principle(key).name, FRAMEWORK.language) for key in ONE.principles]
    keys = [body["source"] for body in bodies if body["purpose"] == "classifying"]
    assert keys == ["urn:vig:kind:reception", "urn:vig:principle:showing_noticed", "urn:vig:principle:waiting"]


def test_an_answer_links_to_the_name_of_the_mark_it_receives():
    first = Mark(id="m0", film="f1", span=Span(0, 1000), author="owner")
    asked, answering = annotations([first, ONE])
    assert [body["source"] for body in answering["body"] if body["purpose"] == "linking"] == [asked["id"]]


def test_the_framework_is_credited():
    assert FRAMEWORK.credit in json.loads(marks_web_annotation(FILM, [], FRAMEWORK))["label"]


def test_annotations_hold_no_title_and_no_path():
    assert "ada" not in marks_web_annotation(FILM, [ONE], FRAMEWORK).lower()
