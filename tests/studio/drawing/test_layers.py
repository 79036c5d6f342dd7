"""Pictures of parts are kept without their being seen to be: no part passes its box, and none is held too long."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from vigwidgets.studio import Drawing, read_scene
from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.acting.postures import POSTURES, Stance, joints
from vigwidgets.studio.acting.skeleton import Appearance, HandState
from vigwidgets.studio.drawing import steady
from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import Expression
from vigwidgets.studio.drawing.hand import POSES
from vigwidgets.studio.drawing.layers import Layers, surface_on
from vigwidgets.studio.drawing.paint import fill
from vigwidgets.studio.drawing.part import Part
from vigwidgets.studio.people.body import arm_part, body_parts
from vigwidgets.studio.people.head import behind_part, head_parts
from vigwidgets.studio.script.scene import Cut
from vigwidgets.studio.stage import CAST

WIDE = TALL = 450
SIZE = 35.0


def parts_of(who: str, posture: str) -> Iterator[tuple[str, Part]]:
    """Yield every part somebody is drawn from in a posture, hands low and hands before them."""
    person = CAST[who]
    stance = Stance(at=(225.0, 375.0), facing=1, postures={posture: 1.0}, lean=0.5, breath=1.0, kick=1.0)
    skeleton, head = joints(stance, person.figure, size=SIZE)
    x, y = skeleton.neck
    for low, ahead in ((True, 0.6), (False, 2.0)):
        hands = {
            side: HandState((x + ahead * SIZE, y + 1.3 * SIZE), 80.0, POSES["open"], low) for side in ("left", "right")
        }
        ball = Ball(*head, SIZE, 25.0, -10.0, 12.0, *person.head.shape)
        seen = Appearance(skeleton, ball, Expression(mouth=0.8), hands)
        tones = {"skin": person.head.features.skin, "shade": person.head.features.shade}
        found = [*body_parts(person.figure, seen, **tones), *(arm_part(person.figure, seen, s, **tones) for s in hands)]
        for form in (person.head, *person.heads.values()):
            found += [behind_part(form, ball, seen.expression), *head_parts(form, ball, seen.expression)]
        yield from ((f"{part.name}, hands {'low' if low else 'up'}", part) for part in found)


@pytest.mark.parametrize("posture", POSTURES)
@pytest.mark.parametrize("who", CAST)
def test_no_part_is_drawn_outside_its_box(who: str, posture: str) -> None:
    pixels: NDArray[np.uint8] = np.zeros((TALL, WIDE, 4), np.uint8)
    canvas = surface_on(pixels).getCanvas()
    for name, part in parts_of(who, posture):
        pixels[...] = 0
        part.draw(canvas)
        left, top, right, bottom = (max(0, int(edge)) for edge in part.box)
        pixels[top : bottom + 1, left : right + 1] = 0

        assert not pixels.any(), f"{name} passes its box"


def test_a_layer_looks_as_it_does_drawn_at_once_and_is_drawn_once_for_a_key() -> None:
    drawn: list[str] = []

    def draw(canvas: skia.Canvas) -> None:
        drawn.append("ball")
        canvas.drawCircle(40.3, 30.7, 20, fill("#b9794f", alpha=0.8))

    canvases, found = [], [np.zeros((100, 100, 4), np.uint8) for _ in range(2)]
    for pixels in found:
        pixels[...] = (200, 220, 210, 255)
        canvases.append(surface_on(pixels).getCanvas())
        canvases[-1].scale(1.3, 1.3)
    layers = Layers(canvases[1], wide=100, tall=100)
    draw(canvases[0])
    for key in ("a", "a", "b"):
        found[1][...] = (200, 220, 210, 255)
        layers.lay("ball", key, draw, box=(15, 5, 65, 60))

    assert len(drawn) == 3
    assert np.abs(found[0].astype(int) - found[1]).max() <= 2


def test_nobody_is_held_further_from_where_they_belong_than_agreed_and_looks_hardly_at_all(clip_folder: Path) -> None:
    drawing = Drawing(read_scene(clip_folder / "scene.toml"))
    holding = steady.Steady(drawing.shot, frames=drawing.scene.frames)
    held = 0
    for index in range(100, 200):
        own, shown = drawing.shot(index), holding.frame(index)
        for who, seen in own.people.items():
            other = shown.shot.people[who]
            apart = [abs(a - b) for a, b in zip(seen.skeleton.neck, other.skeleton.neck, strict=True)]
            apart += [abs(seen.ball.x - other.ball.x), abs(seen.ball.y - other.ball.y)]
            assert max(apart) < max(steady.SPANS.values()) / own.cut.zoom
            assert math.dist(seen.expression.look, other.expression.look) < 0.03
            assert seen.expression.blink == other.expression.blink
            held += seen.ball != other.ball

    assert held > 20


def test_on_twos_every_drawing_stands_for_two_frames_and_a_cut_comes_when_it_comes(clip_folder: Path) -> None:
    scene = read_scene(clip_folder / "scene.toml")
    begins = 103
    cut = Cut(at_ms=1000 * begins // FPS - scene.opening_ms, centre=(500, 300), zoom=2.0)
    drawing = Drawing(replace(scene, cuts=(*scene.cuts, cut)), on_twos=True)
    shown = [drawing.shown(index) for index in range(90, 120)]

    alike = [first == second for first, second in pairwise(shown)]
    assert [index for index, same in enumerate(alike, 91) if index % 2 and not same] == [begins]
    assert shown[begins - 90].cut.zoom == 2.0
    assert not all(alike)


def test_on_twos_what_is_kept_serves_another_drawing(clip_folder: Path) -> None:
    drawing = Drawing(read_scene(clip_folder / "scene.toml"))
    holding = steady.Steady(
        drawing.shot, frames=drawing.scene.frames, twos_within=lambda index: drawing.shot(index).cut
    )
    parts: dict[str, Callable[[Any], object]] = {
        "body": lambda seen: seen.skeleton,
        "head": lambda seen: seen.ball,
        "face": lambda seen: seen.expression,
    }
    kept = 0
    for index in range(102, 200, 2):
        before, here, after = (holding.frame(at) for at in (index - 2, index, index + 2))
        for who, seen in here.shot.people.items():
            for part, of in parts.items():
                again = of(seen) in (of(before.shot.people[who]), of(after.shot.people[who]))
                assert again or part not in here.still[who]
                kept += part in here.still[who]
    assert kept > 20
