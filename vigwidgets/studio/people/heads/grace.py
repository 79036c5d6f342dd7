"""Grace, 34: a brown bob, glasses in raspberry; she has Down's syndrome, drawn as herself."""

from __future__ import annotations

from typing import Final

from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.hair.cap import Cap, Lock
from vigwidgets.studio.people.hair.long import BobBack, BobSide
from vigwidgets.studio.people.wear import Glasses

_HAIR: Final = "#6a4632"
_LINE: Final = ((0, 40), (22, 39), (40, 36), (54, 28), (64, 14), (72, -4), (82, -20), (96, -30))
_STRANDS: Final = tuple(((-24, 78), (lon * 0.7 - 8, 62), (lon, 36)) for lon in (-74, -54, -30, 0, 30, 56, 80))

HEAD: Final = Head(
    Features(
        skin="#f2d0b4",
        shade="#dbab8b",
        blush="#e2806f",
        lip="#b55f5c",
        iris="#6b5a3c",
        lash="#503526",
        brow="#6a4632",
        jaw=((0.32, -0.42, 0.26, 0.56), (-0.32, -0.42, 0.26, 0.56), (0, -0.60, 0.32, 0.44)),
        eye=(22.5, -3, 12.4, 11.4),
        iris_size=8.2,
        brow_height=6.6,
        brow_width=0.046,
        nose=(-25, 6.8, 1.08),
        mouth=(-46, 14.5),
        ear=0.155,
        lid_line=0.038,
        crease=True,
        crown=((0, 0.05, 0, 0.99),),
        eye_tilt=4.5,
        brow_arch=2.2,
        lips=0.5,
        lines=0.12,
        nose_round=0.6,
    ),
    shape=(0.97, 1.02),
    behind=(BobBack(_HAIR),),
    cover=(
        Cap(
            _HAIR,
            _LINE,
            knobs=((0, 0.12, -0.06, 1.08), (0, 0.0, -0.2, 1.06)),
            nape=(0, 0.3, -0.42, 1.3),
            strands=_STRANDS,
        ),
        Lock(_HAIR, ((24, 58), (54, 46)), (60, 16), bend=3),
        Lock(_HAIR, ((-10, 62), (34, 58)), (38, 24), bend=4),
        Lock(_HAIR, ((-40, 56), (10, 62)), (8, 27), bend=4),
        Lock(_HAIR, ((-56, 46), (-16, 60)), (-36, 24), bend=-3),
        BobSide(_HAIR),
    ),
    front=(Glasses("#c0456b", circular=False, reach=(18.0, 16.5), thick=0.042, arm=64),),
    ears=False,
)
