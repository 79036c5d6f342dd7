"""Theo, 2: a head of curls."""

from __future__ import annotations

from typing import Final

from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.hair.cap import Cap
from vigwidgets.studio.people.hair.curls import Curls

_HAIR: Final = "#3d2a24"
_LINE: Final = ((0, 44), (26, 40), (48, 29), (62, 16), (74, 8), (88, 4), (101, -10))

HEAD: Final = Head(
    Features(
        skin="#c98f63",
        shade="#ab6f49",
        blush="#d9604a",
        lip="#a04a42",
        iris="#4a2d1b",
        lash="#33211c",
        brow="#553a30",
        jaw=((0.34, -0.32, 0.26, 0.60), (-0.34, -0.32, 0.26, 0.60), (0, -0.55, 0.34, 0.45)),
        eye=(23.5, -9, 14.0, 14.0),
        iris_size=10.2,
        brow_height=4.6,
        brow_width=0.045,
        nose=(-29, 5.5, 1.07),
        mouth=(-49, 15),
        ear=0.185,
        lid_line=0.046,
        crease=False,
        lips=0.45,
        nose_round=0.6,
    ),
    shape=(1.0, 1.0),
    behind=(Curls(_HAIR, before=False),),
    cover=(
        Cap(
            _HAIR,
            _LINE,
            knobs=((0, 0.10, -0.04, 1.05), (0, -0.02, -0.16, 1.02)),
            nape=(0, 0.40, -0.40, 1.07),
            shine=0.03,
        ),
        Curls(_HAIR, before=True),
    ),
)
