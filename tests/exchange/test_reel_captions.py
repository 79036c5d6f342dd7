"""Captions of a reel are valid WebVTT, and what came with a film is read as browsers read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.made_marks import TEXTS
from tests.exchange.test_webvtt import parse
from vigwidgets.core.reel_captions import Caption
from vigwidgets.exchange import read_vtt, reel_vtt


def test_a_reels_captions_come_by_time_and_what_is_written_stands_above_what_is_said() -> None:
    written = [Caption(3_600_000, 3_601_500, "We talk more."), Caption(0, 1500, "I waited.")]
    assert reel_vtt(written, [Caption(1000, 2500, "Nadia: Up it goes.")]) == (
        "WEBVTT\n\n"
        "1\n00:00:00.000 --> 00:00:01.500 line:1\nI waited.\n\n"
        "2\n00:00:01.000 --> 00:00:02.500\nNadia: Up it goes.\n\n"
        "3\n01:00:00.000 --> 01:00:01.500\nWe talk more.\n"
    )


def test_a_reel_of_which_nothing_was_written_has_an_empty_file_of_captions() -> None:
    assert reel_vtt([]) == "WEBVTT\n"


@given(st.lists(st.tuples(st.integers(0, 9_999_999), st.integers(1, 9_000), TEXTS), max_size=5))
def test_whatever_was_written_is_read_back(told: list[tuple[int, int, str]]) -> None:
    captions = [Caption(start, start + length, text) for start, length, text in told]
    cues = parse(reel_vtt(captions))
    shown = sorted((one for one in captions if one.text.split()), key=lambda one: (one.start_ms, one.end_ms))
    assert [(cue.span.start_ms, cue.span.end_ms) for cue in cues] == [(one.start_ms, one.end_ms) for one in shown]
    back = read_vtt(reel_vtt(captions))
    assert [(one.start_ms, one.end_ms) for one in back] == [(one.start_ms, one.end_ms) for one in shown]


def test_what_came_with_a_film_is_read() -> None:
    given_text = (
        "\ufeffWEBVTT some clip\r\nX-Note: 1\r\n\r\nNOTE\r\nnot --> a cue\r\n\r\nSTYLE\r\n::cue {}\r\n\r\n"
        "00:10.620 --> 00:12.563 align:start\r\n<v.loud Nadia>I wonder<00:11.000> where <i>that "
        "one&rsquo;s</i> going.\r\n\r\n"
        "intro\r\n00:00:01.000 --> 00:00:02.000\r\n- One\r\n- Two &amp; three\r\n\r\n"
        "00:05.000 --> 00:04.000\r\nbackwards\r\n\r\n00:06.000 --> soon\r\nnever\r\n\r\n00:07.000 --> 00:08.000\r\n"
    )
    assert read_vtt(given_text) == [
        Caption(1000, 2000, "- One - Two & three"),
        Caption(10_620, 12_563, "Nadia: I wonder where that one\u2019s going."),
    ]


@pytest.mark.parametrize("text", ["", "WEBVTT", "\x00\x00-->\n", "not at all\n\n\n", "00:00.000 --> 00:01.000"])
def test_what_is_no_captions_is_none(text: str) -> None:
    assert read_vtt(text) == []


def test_the_captions_of_a_drawn_clip_are_read(root: Path) -> None:
    captions = read_vtt((root / "sample_clips/c01/captions.vtt").read_text("utf-8"))
    assert captions[1].text == "Nadia: Up it goes."
