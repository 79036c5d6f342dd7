"""Amal, 52: a plum headscarf with a small gold pin, calm lines about the eyes."""

from __future__ import annotations

from typing import Final

from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.hair.scarf import Scarf, ScarfBack

_PLUM: Final = "#7c4f72"

HEAD: Final = Head(
    Features(
        skin="#c99a72",
        shade="#aa7a53",
        blush="#c9634c",
        lip="#97504a",
        iris="#5b3d24",
        lash="#2e1f1a",
        brow="#4a3830",
        jaw=((0.18, -0.44, 0.26, 0.56), (-0.18, -0.44, 0.26, 0.56), (0, -0.66, 0.34, 0.38)),
        eye=(22.0, -1, 12.6, 11.2),
        iris_size=7.8,
        brow_height=4.8,
        brow_width=0.056,
        nose=(-25, 8.5, 1.16),
        mouth=(-46, 15),
        ear=0.150,
        lid_line=0.040,
        crease=True,
        crown=((0, 0.05, 0, 0.97),),
        eye_tilt=-1.0,
        brow_arch=2.6,
        lips=0.45,
        lines=0.55,
        nose_round=0.45,
    ),
    shape=(0.93, 1.05),
    behind=(ScarfBack(_PLUM),),
    cover=(Scarf(_PLUM),),
    ears=False,
)
