"""Every room can be drawn at every time of a day, and nothing in it is mistaken for an eye or a mouth."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.acting.postures import POSTURES, Stance, joints
from vigwidgets.studio.drawing.features import EYE_WHITE, MOUTH, PUPIL
from vigwidgets.studio.people.cast import CAST
from vigwidgets.studio.places import PLACES
from vigwidgets.studio.places.lights import LIGHTS

WHO = {"child": "jamie", "small": "theo", "adult": "nadia"}


def _pixels(place: str, light: str) -> np.ndarray:
    surface = skia.Surface(1280, 720)
    PLACES[place].draw_back(surface.getCanvas(), light)
    PLACES[place].draw_front(surface.getCanvas(), light)
    return surface.toarray(colorType=skia.kRGBA_8888_ColorType).astype(int)


def _near(pixels: np.ndarray, code: str) -> int:
    wanted = [int(code[i : i + 2], 16) for i in (1, 3, 5)]
    return int((abs(pixels[:, :, :3] - wanted).sum(axis=2) <= 60).sum())


@pytest.mark.parametrize("place", PLACES)
def test_a_room_fills_its_picture_in_each_light_and_has_no_colour_of_eyes_or_mouths(place: str) -> None:
    drawn = {light: _pixels(place, light) for light in LIGHTS}
    for pixels in drawn.values():
        assert (pixels[:, :, 3] == 255).all()
        assert [_near(pixels, code) for code in (EYE_WHITE, MOUTH, PUPIL)] == [0, 0, 0]
    means = [pixels[:, :, :3].mean() for pixels in drawn.values()]
    assert means[0] > means[1] > means[2], "the day is the brightest, the evening the darkest"


@pytest.mark.parametrize("place", PLACES)
def test_the_middle_between_two_people_is_brighter_than_the_corners(place: str) -> None:
    pixels = _pixels(place, "day")[:, :, :3]
    assert pixels[60:420, 520:760].mean() > pixels[:, :200].mean() + 8
    assert pixels[60:420, 520:760].mean() > pixels[:, -200:].mean() + 8


@pytest.mark.parametrize("place", PLACES)
def test_what_can_be_looked_at_lies_in_the_picture_and_a_table_lies_before_the_people(place: str) -> None:
    room = PLACES[place]
    assert {"window", "door"} & set(room.SPOTS)
    assert all(0 <= x <= 1280 and 0 <= y <= 720 for x, y in room.SPOTS.values())
    assert room.TONE
    if room.TABLE:
        assert 480 <= room.TABLE[0] < room.TABLE[1] <= 660


@pytest.mark.parametrize("place", PLACES)
def test_who_takes_a_seat_has_the_head_well_in_the_picture(place: str) -> None:
    for name, at in PLACES[place].SEATS.items():
        words = name.split("_")
        posture = next((word for word in words if word in POSTURES), "sit")
        figure = CAST[WHO.get(words[-1], WHO["adult"])].figure
        facing = -1 if {"right", "wing", "door", "sofa"} & set(words) else 1
        _, (x, y) = joints(Stance(at, facing, {posture: 1.0}, lean=0.2), figure, size=figure.size)
        assert 0 <= at[0] <= 1280, name
        assert 100 <= x <= 1180, name
        assert 130 <= y <= 520, name


@pytest.mark.parametrize("place", PLACES)
def test_two_people_sit_between_500_and_650_px_apart_and_closer_for_work_on_one_thing(place: str) -> None:
    seats = PLACES[place].SEATS
    for name, left in seats.items():
        if name.startswith("left_") and (right := seats.get(name.replace("left_", "right_", 1))):
            figure = CAST[WHO.get(name.split("_")[-1], WHO["adult"])].figure
            posture = next(word for word in name.split("_") if word in POSTURES)
            heads = [
                joints(Stance(at, way, {posture: 1.0}), figure, size=figure.size)[1][0]
                for at, way in ((left, 1), (right, -1))
            ]
            assert posture in {"recline", "prone"} or 500 <= heads[1] - heads[0] <= 650, name


@pytest.mark.parametrize("place", PLACES)
def test_an_unknown_light_is_refused_with_those_there_are(place: str) -> None:
    canvas = skia.Surface(8, 8).getCanvas()
    for draw in (PLACES[place].draw_back, PLACES[place].draw_front):
        with pytest.raises(SceneRefused, match=r"no light called 'noon'\. Choose day, late or evening"):
            draw(canvas, "noon")
