"""A light that falls and a table that is moved aside in the course of a film, always at a cut."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio import Drawing, read_scene

_CUT = "cuts = [{ at_ms = 800, centre = [640, 360], zoom = 1.0 }]\n"


def _with(small: Path, text: str, *, rows: str) -> Path:
    small.write_text(text.replace("looks = [", f"{rows}looks = [", 1), "utf-8")
    return small


def test_light_and_table_change_at_their_cut_and_not_before(small: Path, small_text: str) -> None:
    plain = Drawing(read_scene(_with(small, small_text, rows=_CUT)))
    setting = 'settings = [{ at_ms = 800, light = "late", table = "away" }]\n'
    fallen = Drawing(read_scene(_with(small, small_text, rows=_CUT + setting)))
    first = fallen.scene.film_ms(800) * 25 // 1000

    assert np.array_equal(plain.frame(first - 1), fallen.frame(first - 1))
    day, late = plain.frame(first).astype(int), fallen.frame(first).astype(int)
    assert (day[60:300, 520:760, 0] - late[60:300, 520:760, 0]).mean() > 20, "the window is warmer"
    stays = Drawing(read_scene(_with(small, small_text, rows=_CUT + setting.replace(', table = "away"', ""))))
    changed = abs(stays.frame(first).astype(int) - late).sum(axis=2) > 60
    assert changed[560:700, 420:840].mean() > 0.2, "the table is gone"
    assert changed[:400].mean() < 0.01, "nothing else changes with it"


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ('{ at_ms = 900, light = "late" }', r"change at a cut only"),
        ('{ at_ms = 800, light = "dusk" }', r"no light called 'dusk'"),
        ('{ at_ms = 800, light = "late", table = "gone" }', r"no way the table stands called 'gone'"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_its_reason(
    small: Path, small_text: str, setting: str, told: str
) -> None:
    path = _with(small, small_text, rows=f"{_CUT}settings = [{setting}]\n")

    with pytest.raises(SceneRefused, match=told):
        read_scene(path)


def test_who_and_what_is_elsewhere_after_a_cut_is_there_in_its_first_frame(small: Path, small_text: str) -> None:
    moved = 'stagings = [\n  { who = "nadia", at_ms = 800, at = [900, 760], posture = "heels", facing = "left" },\n'
    text = small_text.replace("stagings = [\n", moved, 1)
    drawing = Drawing(read_scene(_with(small, text, rows=_CUT)))
    first = drawing.scene.film_ms(800) * 25 // 1000

    before, at, after = (drawing.shot(index).people["nadia"].skeleton.hip[0] for index in range(first - 1, first + 2))

    assert abs(at - before) > 20
    assert abs(after - at) < 2
