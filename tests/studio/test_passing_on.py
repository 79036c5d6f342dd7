"""What goes from one hand into another."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

from vigwidgets.studio import read_scene
from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.acting.performance import Performance

CLIPS = Path(__file__).resolve().parents[2] / "sample_clips"
MOST_PX = 25.0
"""A card that goes from hand to hand never goes further than this in one frame."""


def test_what_is_taken_out_of_a_hand_does_not_leap_to_where_it_once_lay() -> None:
    scene = read_scene(CLIPS / "c20" / "scene.toml")
    performance = Performance(scene, lips={})
    first, last = (scene.film_ms(time) * FPS // 1000 for time in (26200, 27000))
    seen = [performance.shot(index).things["rolls"].centre for index in range(first, last)]

    assert max(math.dist(one, other) for one, other in pairwise(seen)) < MOST_PX


def test_what_is_in_a_hand_from_a_cut_on_is_there_in_the_first_frame_after_it() -> None:
    scene = read_scene(CLIPS / "c08" / "scene.toml")
    performance = Performance(scene, lips={})
    first = scene.film_ms(5800) * FPS // 1000
    seen = [performance.shot(index).things["jam"].centre for index in range(first, first + 5)]

    assert max(math.dist(one, other) for one, other in pairwise(seen)) < MOST_PX
