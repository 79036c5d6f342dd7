"""The film as a file, and that nothing is told of what lies outside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import av

from tests.studio.truth.film import FPS, HEIGHT, WIDTH, ClipFiles
from tests.studio.truth.report import Report
from vigwidgets import frameworks
from vigwidgets.core.errors import VigError
from vigwidgets.core.mark import KINDS

LICENCE = "CC-BY-4.0"
KEY_FRAME_S = 4
MOST_BYTES_A_MINUTE = 3_000_000
MOST_BYTES_OF_SET = 80_000_000
_KEYS = {"id", "start_ms", "end_ms", "kind", "who", "principles", "answers", "reading", "note"}


def check_file(clip: ClipFiles) -> Report:
    """Ask whether browsers play the film, start it before it is loaded, and step through it quickly."""
    data = clip.film.read_bytes()
    with av.open(str(clip.film)) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        context = picture.codec_context
        seconds = picture.frames / FPS
        heard_s = float(sound.duration * sound.time_base)
        form = (context.name, context.profile, context.pix_fmt, picture.width, picture.height, picture.average_rate)
        voice = sound.codec_context.name
        keys = [float(packet.pts * picture.time_base) for packet in film.demux(picture) if packet.is_keyframe]
    stretches = [later - sooner for sooner, later in zip(keys, [*keys[1:], seconds], strict=True)]
    asked = {
        f"the pictures are {form}": form == ("h264", "High", "yuv420p", WIDTH, HEIGHT, FPS),
        f"the sound is {voice}": voice == "aac",
        f"the card is that of {clip.card['id']!r}": clip.card["id"] == clip.folder.name,
        f"the licence is {clip.card['licence']!r}": clip.card["licence"] == LICENCE,
        f"the card has another hash than {hashlib.sha256(data).hexdigest()}": clip.card["sha256"]
        == hashlib.sha256(data).hexdigest(),
        f"the card says {clip.duration_ms} ms, the pictures last {seconds} s": clip.duration_ms
        == round(seconds * 1000),
        f"the sound lasts {heard_s:.2f} s, the pictures {seconds:.2f} s": abs(heard_s - seconds) <= 0.1,
        f"{max(stretches):.2f} s lie between two key frames": keys[0] == 0 and max(stretches) <= KEY_FRAME_S,
        "what players need first stands behind the pictures": data.index(b"moov") < data.index(b"mdat"),
        f"a minute takes {len(data) / seconds * 60 / 1e6:.2f} MB": len(data) / seconds * 60 <= MOST_BYTES_A_MINUTE,
    }
    return Report(len(asked), tuple(sentence for sentence, kept in asked.items() if not kept))


def check_inside(clip: ClipFiles) -> Report:
    """Ask whether marks, captions and descriptions lie in the film, and descriptions between the lines."""
    spans = [(mark["id"], mark["start_ms"], mark["end_ms"]) for mark in clip.marks]
    spans += [(cue.text, cue.start_ms, cue.end_ms) for cue in (*clip.captions, *clip.descriptions)]
    problems = [
        f"{name!r} is told from {start} to {end} ms in a film of {clip.duration_ms} ms"
        for name, start, end in spans
        if not 0 <= start < end <= clip.duration_ms
    ]
    if not clip.descriptions:
        problems.append("nothing is told to those who cannot see the film")
    problems += [
        f"{told.text!r} is told over {cue.text!r}"
        for told in clip.descriptions
        for cue in clip.captions
        if told.start_ms < cue.end_ms and cue.start_ms < told.end_ms
    ]
    return Report(len(spans), tuple(problems))


def check_marks(clip: ClipFiles, *, labels: Iterable[str]) -> Report:
    """Ask whether marks have all their parts, known principles, and answer something of somebody else's."""
    known, people, problems = frameworks.load(), set(labels), []
    by_id = {mark["id"]: mark for mark in clip.marks}
    if len(by_id) < len(clip.marks):
        problems.append("two marks have the same id")
    for mark in clip.marks:
        name, asked = mark["id"], by_id.get(mark["answers"])
        problems += [f"{name} lacks {key}" for key in sorted(_KEYS - set(mark))]
        try:
            known.check(mark["principles"])
        except VigError as refusal:
            problems.append(f"{name}: {refusal}")
        wrong = {
            f"{name} is of the kind {mark['kind']!r}": mark["kind"] not in KINDS,
            f"{name} is by {mark['who']!r}": mark["who"] not in people,
            f"{name} has the reading {mark['reading']!r}": mark["reading"] not in ("plain", "open"),
            f"{name} answers {mark['answers']!r}": mark["answers"] is not None and asked is None,
            f"{name} answers its own person": asked is not None and asked["who"] == mark["who"],
            f"{name} begins before what it answers": asked is not None and mark["start_ms"] < asked["start_ms"],
        }
        problems += [sentence for sentence, true in wrong.items() if true]
    return Report(len(clip.marks), tuple(problems))


def bytes_of(folders: Iterable[Path]) -> int:
    """Return how many bytes the files of several folders take."""
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())
