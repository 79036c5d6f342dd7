"""Mr Okafor, 44: long oval face, close hair that greys at the temples, round glasses."""

from __future__ import annotations

from typing import Final

from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.hair.cap import Cap
from vigwidgets.studio.people.hair.down import Stipple, scattered
from vigwidgets.studio.people.wear import Glasses

_HAIR: Final = "#3a3534"
_LINE: Final = ((0, 50), (16, 52), (34, 50), (44, 42), (56, 28), (70, 24), (78, 12), (84, -4), (98, -12))
_GREY: Final = tuple(
    spot
    for spot in scattered(lowest=-6, highest=80, step=8, codes=("#4c4645", "#8d8884", "#5d5654"))
    if abs(spot[0]) > (86 if spot[1] < 14 else 66) or spot[1] > 57
)

HEAD: Final = Head(
    Features(
        skin="#6b4530",
        shade="#523221",
        blush="#9a4a38",
        lip="#3f1c19",
        iris="#2e1d15",
        lash="#20140f",
        brow="#2c2321",
        jaw=((0.20, -0.50, 0.24, 0.54), (-0.20, -0.50, 0.24, 0.54), (0, -0.74, 0.34, 0.40)),
        eye=(22.0, 1, 12.0, 11.2),
        iris_size=7.8,
        brow_height=6.5,
        brow_width=0.060,
        nose=(-23, 9.5, 1.13),
        mouth=(-47, 16),
        ear=0.170,
        lid_line=0.036,
        crease=True,
        crown=((0, 0.14, 0, 0.93), (0, -0.06, 0.0, 0.92)),
        brow_arch=1.6,
        lips=0.75,
        lines=0.40,
        nose_round=0.85,
    ),
    shape=(0.90, 1.08),
    cover=(
        Cap(
            _HAIR, _LINE, knobs=((0, 0.16, -0.03, 0.955), (0, 0.0, -0.2, 0.95)), nape=(0, 0.52, -0.40, 1.10), shine=0.12
        ),
        Stipple(_GREY),
    ),
    front=(Glasses("#2a2730", reach=(17.5, 18.0), thick=0.032),),
)
