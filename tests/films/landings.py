"""Whether the player lands on the frame that was asked for, told by the pictures on the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import cycle
from pathlib import Path
from typing import Final

import av
import numpy as np

from tests.films.film_page import FilmPage
from tests.films.likeness import Gray, check_nearest, mean_apart, upright_pictures, with_neighbours
from tests.thoroughly import usually
from vigwidgets.films import Probe
from vigwidgets.films.index import to_ms

RATES: Final = (0.25, 1, 2)
MANY: Final = usually(2, thorough=30)
"""Frames of a film that are looked at beside its first and last, and as many before key frames."""
MOST_APART: Final = 12
"""Browsers enlarge small films, and tone those of high dynamic range, in other ways than ours."""
LOOKED_AT: Final = usually(72, thorough=600)
"""Frames from a film's beginning on that pictures are compared within."""


def telling_frames(path: Path, found: Probe) -> list[int]:
    """Return frames to ask for: the ends, those before key frames, and those least like their neighbours."""
    within = min(found.frames, LOOKED_AT)
    own = _own(path, found)
    unlike = sorted(range(1, within - 1), key=lambda number: _unlike(own, number), reverse=True)
    before_keys = [number - 1 for number in key_frames(path, found)[1:]]
    ends = [0, within - 1, found.frames - 1]
    asked = {number for number in [*ends, *_spread(before_keys, MANY), *unlike[:MANY]] if number >= 0}
    return sorted(asked, key=lambda number: number * 37 % 101)


def check_landings(page: FilmPage, path: Path, found: Probe, *, numbers: list[int]) -> None:
    """Assert that the player lands on each of these frames of the film that is open, at every rate in turn.

    Args:
        page: Where the film, or its copy, is open.
        path: The film whose frames are asked for.
        found: What it is.
        numbers: Of the frames.
    """
    own = _own(path, found)
    shown: dict[int, Gray] = {}
    for number, rate in zip(numbers, cycle(RATES), strict=False):
        start_ms = found.times.times_ms[number]
        looked = page.seek(start_ms, rate=rate)
        assert (looked.told_ms, looked.media_ms) == (start_ms, start_ms), (number, rate)
        if number in own:
            shown[number] = looked.picture
    check_pictures(own, shown)


def check_spans(page: FilmPage, path: Path, found: Probe, *, spans: dict[float, tuple[int, int]]) -> None:
    """Assert that the player, having played from one frame to another at a rate, stands on the other."""
    own = _own(path, found)
    shown: dict[int, Gray] = {}
    for rate, (first, last) in spans.items():
        last_ms, end_ms = found.times.frame_span(last)
        looked = page.play_span(found.times.times_ms[first], end_ms, last_ms=last_ms, rate=rate)
        assert (looked.told_ms, looked.media_ms) == (last_ms, last_ms), (first, last, rate)
        shown[last] = looked.picture
    check_pictures(own, shown)


def check_pictures(own: dict[int, Gray], shown: dict[int, Gray]) -> None:
    """Assert that each picture is nearest to the frame of its number, as browsers colour the film."""
    as_shown = _colours(own, shown)
    for number, picture in shown.items():
        near = {one: as_shown(own[one]) for one in with_neighbours([number]) if one in own}
        check_nearest(picture, number, near, most_apart=MOST_APART)


def key_frames(path: Path, found: Probe) -> list[int]:
    """Return the numbers of a film's key frames."""
    numbers = {time_ms: number for number, time_ms in enumerate(found.times.times_ms)}
    with av.open(str(path)) as film:
        stream = next(one for one in film.streams.video if one.index == found.stream_index)
        base = stream.time_base
        assert base is not None
        keys = [to_ms(one.pts, time_base=base) for one in film.demux(stream) if one.is_keyframe and one.pts is not None]
    return sorted(numbers[key] for key in keys if key in numbers)


@lru_cache(maxsize=2)
def _own(path: Path, found: Probe) -> dict[int, Gray]:
    return upright_pictures(path, found, numbers=set(range(LOOKED_AT + 1)))


def _unlike(own: dict[int, Gray], number: int) -> float:
    """Return how much a frame differs from whichever neighbour is more like it."""
    return min(mean_apart(own[number], own[one]) for one in (number - 1, number + 1) if one in own)


def _spread(numbers: list[int], many: int) -> list[int]:
    """Return so many of the numbers, the first and the last among them."""
    if len(numbers) <= many:
        return numbers
    return [numbers[round(at * (len(numbers) - 1) / (many - 1))] for at in range(many)]


def _colours(own: dict[int, Gray], shown: dict[int, Gray]) -> Callable[[Gray], Gray]:
    """Return what makes a film's grey what the browser makes of it: one straight line for all of its pictures."""
    grey = np.concatenate([own[number].ravel() for number in shown])
    seen = np.concatenate([picture.ravel() for picture in shown.values()])
    slope, offset = np.polyfit(grey, seen, 1) if np.ptp(grey) else (1.0, float(np.mean(seen - grey)))
    return lambda picture: np.rint(picture * slope + offset).astype(np.int16)
