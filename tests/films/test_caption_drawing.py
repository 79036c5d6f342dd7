"""Captions lie in the lower third, can be read there, and leave every other pixel as it was."""

from __future__ import annotations

from typing import Any

import av
import numpy as np
import pytest
from av.filter import Graph
from numpy.typing import NDArray

from vigwidgets.films.caption_drawing import CaptionDrawing, _drawable

SIZES = [(1920, 1080), (1080, 1920), (640, 360), (360, 640), (720, 720), (320, 180)]
LONG = "I waited, and looked at what she was looking at before I said anything at all to her."
ARABIC = (
    "\u0627\u0646\u062a\u0638\u0631\u062a \u0642\u0644\u064a\u0644\u0627 \u062b\u0645 \u0646\u0638\u0631\u062a (12)."
)
"""I waited a little, then I looked."""
ONE_WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaften"


def picture(size: tuple[int, int], *, gray: int = 120) -> av.VideoFrame:
    """Return noise round one gray."""
    wide, tall = size
    noise = np.random.default_rng(3).integers(-20, 20, (tall * 3 // 2, wide))
    return av.VideoFrame.from_ndarray((gray + noise).astype(np.uint8), format="yuv420p")


def drawn(size: tuple[int, int], *, written: str = "", spoken: str = "", gray: int = 120) -> NDArray[np.uint8]:
    """Return in RGB what a picture became, 0 where it is as it was."""
    before, after = picture(size, gray=gray), picture(size, gray=gray)
    CaptionDrawing(size).draw(after, written=written, spoken=spoken)
    changed = before.to_ndarray(format="gray") != after.to_ndarray(format="gray")
    return after.to_ndarray(format="rgb24") * changed[:, :, None]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("written", "spoken"), [(LONG, ""), ("", LONG), (LONG, LONG), (ONE_WORD, ""), (ARABIC, "x")])
def test_captions_stay_in_the_lower_third_away_from_the_edges(size: tuple[int, int], written: str, spoken: str) -> None:
    wide, tall = size
    rows, columns = np.nonzero(drawn(size, written=written, spoken=spoken).any(2))
    assert rows.min() >= tall * 2 // 3 - 2
    assert rows.max() <= tall * 0.95
    assert columns.min() >= wide * 0.04
    assert columns.max() <= wide * 0.96
    assert abs((columns.min() + columns.max()) / 2 - wide / 2) <= 2


@pytest.mark.parametrize("size", SIZES)
def test_what_is_not_under_a_caption_is_the_same_to_the_bit(size: tuple[int, int]) -> None:
    before, after = picture(size), picture(size)
    CaptionDrawing(size).draw(after, written="I waited.", spoken="")
    planes = [[np.frombuffer(plane, np.uint8) for plane in list[Any](one.planes)] for one in (before, after)]
    assert all(0 < (one != other).mean() < 0.2 for one, other in zip(*planes, strict=True))
    above = after.to_ndarray()[: size[1] * 2 // 3 - 2]
    assert (above == before.to_ndarray()[: size[1] * 2 // 3 - 2]).all()


@pytest.mark.parametrize("gray", [20, 120, 230])
@pytest.mark.parametrize("kind", ["written", "spoken"])
def test_letters_stand_out_on_whatever_is_behind_them(kind: str, gray: int) -> None:
    seen = drawn((640, 360), **{kind: "MMMMMM MMMMMM"}, gray=gray)  # type: ignore[arg-type]
    tones = np.sort(seen[seen.any(2)].mean(1))
    dark, light = tones[len(tones) // 20] / 255, tones[-len(tones) // 20] / 255
    assert (light**2.2 + 0.05) / (dark**2.2 + 0.05) > 4.5  # WCAG's contrast, near enough for grays


def test_what_is_written_stands_above_what_is_said() -> None:
    both = drawn((640, 360), written="I waited.", spoken="Nadia: Up it goes.").any((1, 2))
    rows = np.flatnonzero(both)
    assert (np.diff(rows) > 1).sum() == 1
    only = np.flatnonzero(drawn((640, 360), spoken="Nadia: Up it goes.").any((1, 2)))
    assert (rows[-len(only) :] == only).all()


def test_nothing_to_read_leaves_the_picture_alone() -> None:
    assert not drawn((320, 180), written=" \n", spoken="").any()


def test_whoever_holds_the_same_pixels_keeps_them() -> None:
    first = picture((320, 180))
    before = first.to_ndarray().copy()
    graph = Graph()
    source = graph.add("buffer", "video_size=320x180:pix_fmt=yuv420p:time_base=1/25")
    graph.link_nodes(source, graph.add("buffersink"))
    graph.configure()
    graph.vpush(first)
    second = graph.vpull()
    CaptionDrawing((320, 180)).draw(second, written="I waited.", spoken="")
    assert (first.to_ndarray() == before).all()
    assert (second.to_ndarray() != before).any()


def test_pictograms_that_no_font_here_draws_leave_no_box() -> None:
    nobody_has = "\U0001fbff"
    assert _drawable(f"She looked {nobody_has} up") == "She looked up"
    assert _drawable("plain \u2013 words") == "plain \u2013 words"


def test_what_begins_from_right_to_left_runs_so_to_its_end() -> None:
    assert _drawable(ARABIC).startswith("\u2067")
    assert not _drawable(f"She said: {ARABIC}").startswith("\u2067")
