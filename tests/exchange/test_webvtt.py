"""Read back by a parser written from https://www.w3.org/TR/webvtt1/ section 6, and by a browser."""

import html
import os
import re
from dataclasses import dataclass

import pytest
from hypothesis import given

from tests.exchange.made_marks import AWKWARD, FILM, FRAMEWORK, MARKS, ONE
from tests.house.browser import find_browser
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.exchange import FORMATS, marks_vtt

TIMES = re.compile(r"(\d{2,}):(\d\d):(\d\d)\.(\d{3}) --> (\d{2,}):(\d\d):(\d\d)\.(\d{3})")
TAG = re.compile(r"<[^>]*>")


@dataclass
class Cue:
    id: str
    span: Span
    payload: str

    @property
    def text(self) -> str:
        return html.unescape(TAG.sub("", self.payload))


def ms(hours: str, minutes: str, seconds: str, thousandths: str) -> int:
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def parse(text: str) -> list[Cue]:
    """Follow "WebVTT parser algorithm": blocks of lines, a cue where the first or second line has an arrow."""
    lines = text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert re.fullmatch(r"WEBVTT([ \t].*)?", lines[0])
    assert lines[1] == ""
    cues = []
    for block in re.split(r"\n{2,}", "\n".join(lines[2:]).strip("\n")):
        part = block.split("\n")
        arrow = next((at for at, line in enumerate(part[:2]) if "-->" in line), None)
        if arrow is None:
            assert not any("-->" in line for line in part), "an arrow cannot stand later in a block"
            continue
        times = TIMES.fullmatch(part[arrow])
        assert times is not None
        t = times.groups()
        payload = part[arrow + 1 :]
        assert not any("-->" in line for line in payload)
        cues.append(Cue(part[0] if arrow else "", Span(ms(*t[:4]), ms(*t[4:])), "\n".join(payload)))
    return cues


def squeezed(text: str) -> list[str]:
    """Return the words of a text, which is what people read; WebVTT cannot keep blank lines."""
    return text.split()


@given(MARKS)
def test_every_mark_is_one_cue_with_its_id_and_its_times(marks: list[Mark]):
    cues = parse(marks_vtt(FILM, marks, FRAMEWORK))
    wanted = sorted(marks, key=lambda mark: (mark.span, mark.id))
    assert [(cue.id, cue.span) for cue in cues] == [(mark.id, mark.span) for mark in wanted]


@given(MARKS)
def test_a_cue_says_what_was_seen_and_written_and_nothing_else(marks: list[Mark]):
    cues = parse(marks_vtt(FILM, marks, FRAMEWORK))
    for cue, mark in zip(cues, sorted(marks, key=lambda m: (m.span, m.id)), strict=True):
        names = ", ".join(FRAMEWORK.principle(key).name for key in mark.principles)
        wanted = f"{mark.kind}: {names}" if names else mark.kind
        said = f"{wanted}\n{mark.note}\n{mark.feeling}".replace("\0", "\ufffd")
        assert squeezed(cue.text) == squeezed(said)


def test_the_person_marked_is_the_cues_voice():
    assert parse(marks_vtt(FILM, [ONE], FRAMEWORK))[0].payload.startswith("<v partner>reception: ")


def test_a_voice_stays_on_one_line():
    mark = Mark(id="m1", film="f1", span=Span(0, 1), who="a\nb")
    assert parse(marks_vtt(FILM, [mark], FRAMEWORK))[0].payload == "<v a b>moment</v>"


def test_the_framework_is_credited_in_a_comment():
    assert html.escape(FRAMEWORK.credit, quote=False) in marks_vtt(FILM, [], FRAMEWORK).split("\n\n")[1]


def test_films_longer_than_a_day_have_their_hours():
    mark = Mark(id="m1", film="f1", span=Span(360_000_000, 360_000_001))
    assert "100:00:00.000 --> 100:00:00.001" in marks_vtt(FILM, [mark], FRAMEWORK)


def test_a_cue_file_holds_no_title_and_no_path():
    assert "/home" not in marks_vtt(FILM, [ONE], FRAMEWORK)


READ_TRACK = """text => new Promise((resolve, reject) => {
  const video = document.createElement("video");
  const track = document.createElement("track");
  track.onload = () => resolve([...track.track.cues].map(cue => [
    cue.id, Math.round(cue.startTime * 1000), Math.round(cue.endTime * 1000), cue.getCueAsHTML().textContent]));
  track.onerror = () => reject(new Error("the browser refuses the track"));
  track.src = URL.createObjectURL(new Blob([text], {type: "text/vtt"}));
  video.append(track);
  document.body.append(video);
  track.track.mode = "hidden";
})"""


@pytest.mark.browser
def test_a_browser_reads_the_same_cues():
    from playwright.sync_api import sync_playwright

    marks = [
        Mark(id=f"m{at}", film="f1", span=Span(at * 10, at * 10 + 7), who=text, note=text)
        for at, text in enumerate(AWKWARD)
    ]
    text = FORMATS["vtt"].file_bytes(FILM, [*marks, ONE], FRAMEWORK).decode()
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=flags)
        page = browser.new_page()
        seen = page.evaluate(READ_TRACK, text)
        browser.close()
    assert [[cue.id, cue.span.start_ms, cue.span.end_ms, cue.text] for cue in parse(text)] == seen
