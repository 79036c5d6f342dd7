"""Which spans of which clips a blind reader is shown: marks by lot, and spans in which nobody is received."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.studio.truth.film import FPS, ClipFiles, whole
from tests.studio.truth.tracks import Tracks
from vigwidgets import frameworks
from vigwidgets.studio.acting.performance import OWN_TARGETS

NONE = "none"
THING, ELSEWHERE = "thing", "elsewhere"
PICTURES = 9
_FALSE_MS = (1600, 2400, 3200)
_MARGIN_MS = 300
_SHARE = 3
"""Pictures of nine in which somebody attends to something, for that to be a right answer."""
LASTING = frozenset({
    "looking_interested", "giving_time_and_space", "wondering", "enjoying_watching",
    "waiting", "listening_actively", "looking_for_initiatives", "waiting_for_turn", "returning_eye_contact",
})  # fmt: skip
"""What people who are attuned do all the while, also where no script marks it: no false span may claim it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One span of a clip, its frames, what people are offered to choose from, and what is right.

    Attributes:
        clip: Id of the clip.
        mark: Id of the mark; empty for a false span.
        frames: Nine frame numbers, in order.
        options: Four principles, shuffled.
        principles: Those of the options that are right; empty for a false span.
        attends: By letter (A is farthest left in the first picture), everything that is right; not of who is mostly out
            of the picture.
        people: The letters of everybody who may be attended to, in the picture or beside it.
    """

    clip: str
    mark: str
    frames: tuple[int, ...]
    options: tuple[str, ...]
    principles: tuple[str, ...]
    attends: Mapping[str, tuple[str, ...]]
    people: tuple[str, ...]


def draw_lots(clips: Sequence[tuple[ClipFiles, Tracks]], *, seed: int, marks: int, false_spans: int) -> list[Item]:
    """Return `marks` and `false_spans` items in shuffled order; the same for the same seed and clips.

    Raises:
        ValueError: the clips have fewer.
    """
    lot = random.Random(f"blind:{seed}")
    told = [
        (clip, tracks, mark)
        for clip, tracks in clips
        for mark in clip.marks
        if mark["principles"] and mark["end_ms"] - mark["start_ms"] >= 400
    ]
    empty = [(clip, tracks, span) for clip, tracks in clips for span in _empty_spans(clip, tracks, lot)]
    if len(told) < marks or len(empty) < false_spans:
        raise ValueError(f"The clips have {len(told)} marks and {len(empty)} empty spans. Give more clips.")
    items = [_of_mark(clip, tracks, mark, lot) for clip, tracks, mark in lot.sample(told, marks)]
    items += [_of_span(clip, tracks, span, lot) for clip, tracks, span in lot.sample(empty, false_spans)]
    lot.shuffle(items)
    return items


def _empty_spans(clip: ClipFiles, tracks: Tracks, lot: random.Random) -> list[tuple[int, int]]:
    """Return spans that no mark with a principle comes near, one after the other.

    Nobody speaks in them: pictures without sound cannot show that what is said is no principle.
    """
    busy = [(mark["start_ms"], mark["end_ms"]) for mark in clip.marks if mark["principles"]]
    busy = sorted(busy + [span for line in tracks.spoken if line.is_speech for span in line.spans_ms])
    found, free_from = [], 0
    for start, end in [*busy, (clip.duration_ms, clip.duration_ms)]:
        length = lot.choice(_FALSE_MS)
        if start - _MARGIN_MS - free_from >= length:
            found.append((start - _MARGIN_MS - length, start - _MARGIN_MS))
        free_from = max(free_from, end + _MARGIN_MS)
    return found


def _frames(start_ms: int, end_ms: int) -> tuple[int, ...]:
    first, last = start_ms * FPS / 1000, end_ms * FPS / 1000 - 1
    return tuple(round(first + (last - first) * step / (PICTURES - 1)) for step in range(PICTURES))


def _of_mark(clip: ClipFiles, tracks: Tracks, mark: Mapping[str, Any], lot: random.Random) -> Item:
    frames = _frames(mark["start_ms"], mark["end_ms"])
    meanwhile = {
        principle
        for other in clip.marks
        if other["start_ms"] < mark["end_ms"] and mark["start_ms"] < other["end_ms"]
        for principle in (*other["principles"], *other.get("also", ()))
    }
    right = lot.choice(mark["principles"])
    others = [key for key in frameworks.load().keys if key not in meanwhile]
    options = [right, *lot.sample(others, 3)]
    lot.shuffle(options)
    told = attention(tracks, frames)
    return Item(clip.card["id"], mark["id"], frames, tuple(options), (right,), told, people(tracks, frames))


def _of_span(clip: ClipFiles, tracks: Tracks, span: tuple[int, int], lot: random.Random) -> Item:
    frames = _frames(*span)
    shown = {key for mark in clip.marks for key in (*mark["principles"], *mark.get("also", ()))}
    options = lot.sample([key for key in frameworks.load().keys if key not in LASTING | shown], 4)
    told = attention(tracks, frames)
    return Item(clip.card["id"], "", frames, tuple(options), (), told, people(tracks, frames))


def letters(tracks: Tracks, index: int) -> dict[str, str]:
    """Return the letter of everybody in the cast, A for who is farthest left."""
    order = sorted(tracks.scene.cast, key=lambda who: tracks.face(who, index).x)
    return dict(zip(order, "ABCDEFGH", strict=False))


def people(tracks: Tracks, frames: Sequence[int]) -> tuple[str, ...]:
    """Return the letters of the whole cast."""
    return tuple(sorted(letters(tracks, frames[0]).values()))


def attention(tracks: Tracks, frames: Sequence[int]) -> dict[str, tuple[str, ...]]:
    """Return by letter what each person attends to in at least a third of the pictures.

    A letter stands for a person's face, hands, and what these hold; then there are things and elsewhere. Who is mostly
    out of the picture is left out.
    """
    names = letters(tracks, frames[0])
    found: dict[str, tuple[str, ...]] = {}
    for who, letter in names.items():
        if sum(whole(tracks.face(who, index).box(0.8, 0.8)) for index in frames) <= len(frames) / 2:
            continue
        seen = [one for index in frames for one in _what(tracks, who, index, names)]
        found[letter] = tuple(sorted({one for one in seen if seen.count(one) >= _SHARE}))
    return found


def _what(tracks: Tracks, who: str, index: int, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return what somebody attends to in one picture; a spot of the room may be called a thing or elsewhere."""
    shot = tracks.shot(index)
    target = shot.looks_at[who]
    person = target.partition(".")[0]
    if person in names and person != who:
        return (names[person],)
    thing = target if target in shot.things else _thing_at(tracks, target, index)
    if thing:
        holder = shot.things[thing].held_by.partition(".")[0]
        return (names[holder],) if holder in names and holder != who else (THING,)
    if person == who:
        return (THING, ELSEWHERE)
    return (ELSEWHERE,) if target in OWN_TARGETS else (THING, ELSEWHERE)


def _thing_at(tracks: Tracks, target: str, index: int) -> str:
    """Return the thing that lies where a look goes that is written as `x,y`; empty where none does."""
    x, comma, y = target.partition(",")
    if not comma:
        return ""
    far = {
        name: math.hypot(stand.centre[0] - float(x), stand.centre[1] - float(y)) - tracks.side(name)
        for name, stand in tracks.shot(index).things.items()
    }
    nearest = min(far, key=lambda name: far[name], default="")
    return nearest if nearest and far[nearest] <= 0 else ""
