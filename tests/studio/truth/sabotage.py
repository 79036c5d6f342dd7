"""Clips spoiled on purpose, to see the checks fail: late sound, frozen eyes, foreign captions."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from tests.studio.truth.film import FPS, HEIGHT, WIDTH, Box, ClipFiles, Pixels, clip_box, read_clip
from tests.studio.truth.tracks import Tracks


def copied(clip: ClipFiles, folder: Path) -> Path:
    """Copy the files of a clip, so that they can be spoiled."""
    shutil.copytree(clip.folder, folder)
    return folder


def sealed(folder: Path) -> ClipFiles:
    """Return a spoiled clip whose card tells the hash of its film: only what was spoiled is wrong."""
    clip = read_clip(folder)
    card = (folder / "clip.toml").read_text("utf-8")
    told = hashlib.sha256(clip.film.read_bytes()).hexdigest()
    (folder / "clip.toml").write_text(card.replace(clip.card["sha256"], told), "utf-8")
    return read_clip(folder)


def with_late_sound(clip: ClipFiles, folder: Path, *, late_ms: int) -> ClipFiles:
    """Return the clip with its sound moved to later; the pictures are the same to the byte."""
    copied(clip, folder)
    with (
        av.open(str(clip.film)) as source,
        av.open(str(folder / "film.mp4"), "w", options={"movflags": "+faststart"}) as film,
    ):
        streams = {one.index: film.add_stream_from_template(one) for one in source.streams}
        for packet in source.demux():
            if packet.dts is None:
                continue
            if packet.stream.type == "audio":
                shift = round(Fraction(late_ms, 1000) / packet.time_base)
                packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
            packet.stream = streams[packet.stream.index]
            film.mux(packet)
    return sealed(folder)


def with_frozen_eyes(clip: ClipFiles, tracks: Tracks, folder: Path) -> ClipFiles:
    """Return the clip with the eyes of the first frame pasted over those of every other; heads move as before."""
    copied(clip, folder)
    first: dict[tuple[str, int], list[Pixels]] = {}
    with (
        av.open(str(clip.film)) as source,
        av.open(str(folder / "film.mp4"), "w", options={"movflags": "+faststart"}) as film,
    ):
        stream = film.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"preset": "ultrafast", "crf": "20"}
        voice = film.add_stream_from_template(source.streams.audio[0])
        for index, frame in enumerate(source.decode(video=0)):
            planes = _planes(frame.to_ndarray().copy())
            for who in tracks.scene.cast:
                for number, eye in enumerate(tracks.eyes(who, index)):
                    box = _even(eye.box(0.34, 0.32))
                    first.setdefault((who, number), [part.copy() for part in _parts(planes, box)])
                    _paste(planes, first[who, number], box)
            new = av.VideoFrame.from_ndarray(np.concatenate([part.reshape(-1, WIDTH) for part in planes]), "yuv420p")
            new.pts, new.time_base = index, Fraction(1, FPS)
            film.mux(stream.encode(new))
        film.mux(stream.encode(None))
        source.seek(0)
        for packet in source.demux(audio=0):
            if packet.dts is not None:
                packet.stream = voice
                film.mux(packet)
    return sealed(folder)


def _planes(picture: Pixels) -> list[Pixels]:
    half = HEIGHT // 4
    return [
        picture[:HEIGHT],
        *(picture[HEIGHT + at : HEIGHT + at + half].reshape(HEIGHT // 2, WIDTH // 2) for at in (0, half)),
    ]


def _even(box: Box) -> Box:
    """Return a box at even px, so that colour, stored at half the size, moves with light."""
    left, top, right, bottom = clip_box(tuple(edge // 2 * 2 for edge in box))
    return left, top, right, bottom


def _parts(planes: list[Pixels], box: Box) -> list[Pixels]:
    left, top, right, bottom = box
    return [
        planes[0][top:bottom, left:right],
        *(plane[top // 2 : bottom // 2, left // 2 : right // 2] for plane in planes[1:]),
    ]


def _paste(planes: list[Pixels], parts: list[Pixels], box: Box) -> None:
    for target, part in zip(_parts(planes, box), parts, strict=True):
        rows, columns = min(target.shape[0], part.shape[0]), min(target.shape[1], part.shape[1])
        target[:rows, :columns] = part[:rows, :columns]


def with_captions_of(clip: ClipFiles, folder: Path, *, captions: str) -> ClipFiles:
    """Return the clip with another clip's captions.vtt."""
    copied(clip, folder)
    (folder / "captions.vtt").write_text(captions, "utf-8")
    return read_clip(folder)


def with_marks(clip: ClipFiles, folder: Path, **changed: object) -> ClipFiles:
    """Return the clip with some keys of its first mark changed."""
    copied(clip, folder)
    first = {**clip.marks[0], **changed}
    (folder / "marks.json").write_text(json.dumps([first, *clip.marks[1:]]), "utf-8")
    return read_clip(folder)


def told_later(tracks: Tracks, part: str, *, later_ms: int) -> Tracks:
    """Return tracks of a script that differs from the film: everything in one of its lists comes later."""
    entries = getattr(tracks.scene, part)
    moved = tuple(_later(entry, later_ms) for entry in entries)
    return Tracks(dataclasses.replace(tracks.scene, **{part: moved}))


def _later(entry: object, later_ms: int) -> object:
    changed = {}
    for name in ("at_ms", "until_ms"):
        if hasattr(entry, name):
            value = getattr(entry, name)
            changed[name] = tuple(one + later_ms for one in value) if isinstance(value, tuple) else value + later_ms
    return dataclasses.replace(entry, **changed)


def told_as_given(tracks: Tracks, *, who: str, hand: str) -> Tracks:
    """Return tracks of a script that differs from the film: half-way through its longest carry a thing is handed on."""
    longest = max(tracks.scene.carries, key=lambda one: one.until_ms - one.at_ms)
    middle = (longest.at_ms + longest.until_ms) // 2
    halves = (
        dataclasses.replace(longest, until_ms=middle, onto=""),
        dataclasses.replace(longest, at_ms=middle, who=who, hand=hand),
    )
    rest = tuple(carry for carry in tracks.scene.carries if carry != longest)
    return Tracks(dataclasses.replace(tracks.scene, carries=(*halves, *rest)))
