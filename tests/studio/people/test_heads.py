from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import EYE_WHITE, MOUTH, PUPIL, Expression
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.head import draw_behind, draw_head
from vigwidgets.studio.people.heads import jamie

NAMES = ("nadia", "theo", "leon", "ivy", "okafor", "jamie", "priya", "callum", "zara", "grace", "winston", "amal")
HEADS: dict[str, Head] = {name: import_module(f"vigwidgets.studio.people.heads.{name}").HEAD for name in NAMES}
HEADS["jamie with defenders"] = jamie.WITH_DEFENDERS
TURNS = [(0, 0, 0), (35, 0, 15), (-35, 0, -15), (20, -28, 0), (-20, 20, 10), (35, -28, -15), (-35, 20, 15)]
WALL = "#8fa39b"
SIDE, RADIUS = 420, 92.0
Pixels = NDArray[np.uint8]
every_head = pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)


def ball_of(head: Head, turn: tuple[float, float, float] = (0, 0, 0)) -> Ball:
    return Ball(SIDE / 2, SIDE / 2 - 20, RADIUS, *turn, *head.shape)


def drawn(head: Head, ball: Ball, expression: Expression) -> Pixels:
    pixels: Pixels = np.zeros((SIDE, SIDE, 4), np.uint8)
    canvas = skia.Surface(pixels, skia.ColorType.kRGBA_8888_ColorType).getCanvas()
    canvas.clear(skia.Color(*rgb(WALL)))
    draw_behind(canvas, head, ball, expression)
    draw_head(canvas, head, ball, expression)
    return pixels[..., :3]


def rgb(code: str) -> tuple[int, ...]:
    return tuple(int(code[i : i + 2], 16) for i in (1, 3, 5))


def near(pixels: Pixels, code: str, *, within: int = 60) -> NDArray[np.bool_]:
    return np.abs(pixels.astype(int) - rgb(code)).sum(axis=-1) < within


def eye_box(pixels: Pixels, head: Head, ball: Ball, side: int) -> Pixels:
    x, y = ball.on(side * head.features.eye[0], head.features.eye[1])
    return pixels[round(y) - 24 : round(y) + 24, round(x) - 22 : round(x) + 22]


@every_head
@pytest.mark.parametrize("turn", TURNS)
def test_a_head_fills_its_place_at_every_turn(head: Head, turn: tuple[float, float, float]) -> None:
    shown = ~near(drawn(head, ball_of(head, turn), Expression()), WALL, within=12)
    rows, columns = np.nonzero(shown)

    assert shown.sum() > 2.6 * RADIUS**2
    assert min(rows.min(), columns.min()) > 20
    assert max(rows.max(), columns.max()) < SIDE - 1


@every_head
@pytest.mark.parametrize("yaw", [-35, 0, 35])
def test_both_eyes_show_their_white(head: Head, yaw: float) -> None:
    ball = ball_of(head, (yaw, 0, 0))
    pixels = drawn(head, ball, Expression(lids=0.95))

    for side in (-1, 1):
        assert near(eye_box(pixels, head, ball, side), EYE_WHITE).sum() > 40


@every_head
def test_the_white_of_an_eye_is_twenty_pixels_high(head: Head) -> None:
    ball = ball_of(head)
    pixels = drawn(head, ball, Expression(look=(0.6, 0.0)))
    rows = np.nonzero(near(eye_box(pixels, head, ball, 1), EYE_WHITE).any(axis=1))[0]

    assert rows.max() - rows.min() >= 19


@every_head
def test_an_eye_that_looks_down_at_a_table_is_still_seen_to_look(head: Head) -> None:
    ball = ball_of(head, (20, -25, 0))
    pixels = drawn(head, ball, Expression(look=(0.2, -0.95)))
    box = eye_box(pixels, head, ball, -1)

    assert near(box, PUPIL, within=30).sum() > 20
    assert near(box, EYE_WHITE).sum() > 30


@every_head
@pytest.mark.parametrize("code", [EYE_WHITE, MOUTH])
def test_nothing_else_in_a_head_has_the_colour_of_eyes_or_mouth(head: Head, code: str) -> None:
    asleep = Expression(blink=1.0, cheeks=0.6, smile=0.6)

    for turn in TURNS:
        assert near(drawn(head, ball_of(head, turn), asleep), code).sum() <= 3


@every_head
def test_an_open_mouth_is_found_by_its_colour(head: Head) -> None:
    for turn in ((-30, 0, 0), (0, -20, 0), (30, 0, 0)):
        pixels = drawn(head, ball_of(head, turn), Expression(mouth=0.5, smile=0.4))

        assert near(pixels, MOUTH).sum() > 40


@every_head
def test_worry_lifts_the_inner_ends_of_the_brows(head: Head) -> None:
    green = replace(head, features=replace(head.features, brow="#00ff00"))
    ball = ball_of(head)
    left, right = (round(ball.on(side * (head.features.eye[0] - 6), 0)[0]) for side in (-1, 1))

    def height(worry: float) -> float:
        inner = near(drawn(green, ball, Expression(worry=worry)), "#00ff00", within=120)[:, left:right]
        return float(np.nonzero(inner)[0].mean())

    assert height(worry=1.0) < height(worry=0.0) - 2


def test_jamies_ear_defenders_lie_round_the_neck_or_on_the_ears() -> None:
    ball = ball_of(jamie.HEAD)
    blue = [near(drawn(head, ball, Expression()), "#2f5f8f", within=50) for head in (jamie.HEAD, jamie.WITH_DEFENDERS)]
    chin = round(ball.y + 0.9 * RADIUS)

    assert blue[0][chin:].sum() > 500
    assert blue[0][:chin].sum() == 0
    assert blue[1][:chin].sum() > 500
    assert blue[1][chin:].sum() == 0
