"""Leon, 29: broad face, short ginger hair and beard."""

from __future__ import annotations

from typing import Final

from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.hair.beard import Beard, Moustache
from vigwidgets.studio.people.hair.cap import Cap, Lock

_HAIR: Final = "#b5683a"
_LINE: Final = ((0, 42), (20, 43), (38, 40), (50, 34), (60, 22), (72, 16), (80, 8), (86, -4), (98, -12))
_STRANDS: Final = tuple(
    ((lon, 44), (lon * 1.1 + 8, 58), (lon * 1.5 + 18, 76)) for lon in (-52, -34, -16, 2, 20, 38, 54)
)
_QUIFF: Final = tuple(
    Lock(_HAIR, ((lon - 14, 44), (lon + 14, 47)), (lon + 16, 62), lift=1.36 - 0.003 * abs(lon), bend=-5)
    for lon in (-50, 40, -30, 20, -10)
)

HEAD: Final = Head(
    Features(
        skin="#e9b795",
        shade="#cf9472",
        blush="#df7a63",
        lip="#a8584c",
        iris="#5b7d86",
        lash="#5a3526",
        brow="#a55c33",
        jaw=((0.30, -0.46, 0.24, 0.56), (-0.30, -0.46, 0.24, 0.56), (0, -0.66, 0.32, 0.46)),
        eye=(22.5, 0, 12.0, 11.0),
        iris_size=7.8,
        brow_height=4.2,
        brow_width=0.066,
        nose=(-23, 9.5, 1.15),
        mouth=(-47, 16.5),
        ear=0.175,
        lid_line=0.036,
        crease=True,
        crown=((0, 0.06, 0, 0.98), (0, -0.1, 0.05, 0.97)),
        eye_tilt=-1.0,
        brow_arch=1.2,
        lips=0.5,
        lines=0.15,
        nose_round=0.6,
    ),
    shape=(0.96, 1.05),
    cover=(
        Cap(
            _HAIR,
            _LINE,
            knobs=((0, 0.16, -0.04, 1.03), (0, 0.0, -0.2, 1.01)),
            nape=(0, 0.52, -0.40, 1.14),
            strands=_STRANDS,
        ),
        *_QUIFF,
        Beard(_HAIR),
    ),
    front=(Moustache(_HAIR, wide=1.15, thick=5.6, up=1.6),),
)
