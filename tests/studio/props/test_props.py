"""Every kind of thing in all its forms, as pixels."""

from __future__ import annotations

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from vigwidgets.studio.drawing.features import EYE_WHITE, MOUTH, PUPIL
from vigwidgets.studio.props import KINDS
from vigwidgets.studio.props.block import draw_block
from vigwidgets.studio.props.cards import pocket_x
from vigwidgets.studio.props.pictures import PICTURES
from vigwidgets.studio.sound.noises import NOISES

Pixels = NDArray[np.uint8]
GROUND = "#cfae86"
COLOURS = ("#d9483b", "#ece0c8", "#8b3f45", "#3e77b5")
FORMS = [(kind, look) for kind, prop in KINDS.items() for look in prop.looks]
SIDE = 60.0


def drawn(kind: str, *, look: str = "", code: str = "#d9483b", zoom: float = 1.0, **turn: float) -> Pixels:
    """Return a picture of 300 x 300 px (red first) with the thing in its middle, on plain ground."""
    pixels = np.zeros((300, 300, 4), np.uint8)
    canvas = skia.Surface(pixels, skia.ColorType.kRGBA_8888_ColorType).getCanvas()
    canvas.clear(skia.Color(*(int(GROUND[i : i + 2], 16) for i in (1, 3, 5))))
    canvas.translate(150, 150)
    canvas.scale(zoom, zoom)
    side = SIDE if kind != "strip" else 40.0
    KINDS[kind].draw(canvas, (0.0, 0.0), side=side, code=code, look=look, **turn)
    return pixels[..., :3]


def rubber(pixels: Pixels) -> int:
    """Return how many pixels are as pink as a pencil's rubber."""
    return int((pixels[..., 0].astype(int) - pixels[..., 1] > 60).sum())


def extent(pixels: Pixels) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of what differs from the ground, from the picture's middle."""
    ground = np.array([int(GROUND[i : i + 2], 16) for i in (1, 3, 5)])
    rows, columns = np.nonzero(np.abs(pixels.astype(int) - ground).sum(axis=-1) > 24)
    return columns.min() - 150, rows.min() - 150, columns.max() - 150, rows.max() - 150


@pytest.mark.parametrize("kind", KINDS)
def test_no_form_of_a_thing_has_the_colours_of_eyes_and_mouths(kind: str) -> None:
    reserved = np.array([[int(code[i : i + 2], 16) for i in (1, 3, 5)] for code in (EYE_WHITE, MOUTH, PUPIL)])
    for look in KINDS[kind].looks:
        for index, code in enumerate(COLOURS):
            pixels = drawn(kind, look=look, code=code, pitch=50.0 * (index % 2), yaw=24.0 - 12 * index, zoom=1.5)
            packed = np.unique(pixels.astype(int) @ (65536, 256, 1))
            seen = np.stack([packed >> 16, packed >> 8 & 255, packed & 255], axis=1)
            distance = np.abs(seen[:, None] - reserved).sum(axis=-1).min(axis=0)
            assert (distance >= 60).all(), (look, code, distance)


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_is_drawn_round_its_middle_and_about_its_width(kind: str) -> None:
    left, top, right, bottom = extent(drawn(kind, code="#4f6a9f"))
    side = SIDE if kind != "strip" else 40.0

    assert 0.55 < (right - left) / (KINDS[kind].width * side) < 1.5
    assert kind == "page" or left < 0 < right
    assert top < 0 < bottom
    assert max(-left, -top, right, bottom) < 1.05 * side * max(1.0, KINDS[kind].width)


@pytest.mark.parametrize("kind", [kind for kind, prop in KINDS.items() if prop.height(1.0) > 0.4 and kind != "sock"])
def test_what_stands_is_as_high_as_it_tells(kind: str) -> None:
    _, top, _, bottom = extent(drawn(kind, code="#4f6a9f", yaw=0.0))
    told = KINDS[kind].height(SIDE)

    assert told * 0.85 < bottom - top < told * 1.6


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "page"])
def test_a_thing_rests_on_its_foot(kind: str) -> None:
    prop = KINDS[kind]
    _, _, _, bottom = extent(drawn(kind, code="#4f6a9f", yaw=0.0))
    side = SIDE if kind != "strip" else 40.0
    below = 0.30 * prop.depth + 0.24

    assert prop.rise - 0.13 <= bottom / side <= prop.rise + below


@pytest.mark.parametrize(("kind", "look"), [(kind, look) for kind, look in FORMS if look])
def test_each_look_can_be_told_from_the_plain_one(kind: str, look: str) -> None:
    plain, other = drawn(kind), drawn(kind, look=look)

    assert (np.abs(plain.astype(int) - other).sum(axis=-1) > 40).sum() > 60


def test_no_two_cards_look_alike() -> None:
    cards = {look: drawn("card", look=look, pitch=50.0).astype(int) for look in PICTURES}

    for one, first in cards.items():
        for other, second in cards.items():
            if one < other:
                assert (np.abs(first - second).sum(axis=-1) > 40).sum() > 200, (one, other)


def test_a_card_tilted_to_the_viewer_shows_more_of_its_face() -> None:
    lying, shown = extent(drawn("card", look="water")), extent(drawn("card", look="water", pitch=50.0))

    assert shown[3] - shown[1] > 1.4 * (lying[3] - lying[1])


def test_a_card_turned_past_its_edge_hides_its_picture() -> None:
    back = drawn("card", look="water", pitch=-90.0)

    assert (back == drawn("card", look="bus", pitch=-90.0)).all()
    assert (drawn("card", look="water") != drawn("card", look="bus")).any()


def test_a_strip_shows_the_cards_named_in_their_pockets() -> None:
    empty, filled = drawn("strip", pitch=50.0).astype(int), drawn("strip", look="-,pe", pitch=50.0)
    columns = np.nonzero((np.abs(empty - filled).sum(axis=-1) > 40).any(axis=0))[0] - 150

    assert abs(columns.mean() - 40.0 * pocket_x(1)) < 4


def test_a_page_that_turns_stands_up_and_comes_to_lie_on_the_other_side() -> None:
    right, middle, left = (extent(drawn("page", yaw=yaw)) for yaw in (0.0, 90.0, 180.0))

    assert right[0] >= -2
    assert left[2] <= 2
    assert middle[1] < min(right[1], left[1]) - 10


def test_the_wheels_of_a_car_turn_with_its_pitch() -> None:
    changed = np.abs(drawn("car", pitch=0.0).astype(int) - drawn("car", pitch=40.0)).sum(axis=-1) > 20
    rows = np.nonzero(changed)[0] - 150

    assert changed.any()
    assert rows.min() > 0


def test_a_thing_drawn_under_a_zoom_is_the_same_thing_larger() -> None:
    small, large = (extent(drawn("cup", code="#4f6a9f", zoom=zoom)) for zoom in (1.0, 2.0))

    assert np.allclose(np.array(large), 2 * np.array(small), atol=3)


def test_a_thing_that_is_turned_in_the_picture_goes_against_the_clock() -> None:
    pixels = drawn("pencil", roll=90.0, code="#3e77b5")
    left, top, right, bottom = extent(pixels)

    assert bottom - top > 4 * (right - left)
    assert rubber(pixels[:150]) > 5
    assert rubber(pixels[150:]) == 0


def test_a_shadow_darkens_the_ground_where_a_thing_rests() -> None:
    for kind in KINDS:
        pixels = np.full((300, 300, 4), 200, np.uint8)
        canvas = skia.Surface(pixels, skia.ColorType.kRGBA_8888_ColorType).getCanvas()
        KINDS[kind].shade(canvas, (150.0, 150.0), side=SIDE)

        assert (pixels[150, 152, 0] < 185) == (kind != "page"), kind
        assert pixels[20, 20, 0] == 200


def test_every_thing_is_heard_by_a_noise_that_exists() -> None:
    assert {kind: prop.sound for kind, prop in KINDS.items() if prop.sound not in NOISES} == {}


def test_a_block_of_the_registry_is_the_block_drawn_by_name() -> None:
    pixels = np.zeros((300, 300, 4), np.uint8)
    canvas = skia.Surface(pixels, skia.ColorType.kRGBA_8888_ColorType).getCanvas()
    canvas.clear(skia.Color(*(int(GROUND[i : i + 2], 16) for i in (1, 3, 5))))
    draw_block(canvas, (150.0, 150.0), side=SIDE, code="#d9483b", yaw=24.0)

    assert (pixels[..., :3] == drawn("block", yaw=24.0)).all()
