"""Winston, 82: white hair, a trimmed white moustache, the lines of a long life."""

from __future__ import annotations

from typing import Final

from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.people.figure import Head
from vigwidgets.studio.people.hair.beard import Moustache
from vigwidgets.studio.people.hair.cap import Cap
from vigwidgets.studio.people.hair.down import Stipple, scattered

_HAIR: Final = "#d6d0c7"
_LINE: Final = ((0, 62), (20, 66), (40, 60), (52, 42), (60, 28), (74, 24), (80, 10), (86, -4), (98, -14))
_CURL: Final = tuple(
    spot
    for spot in scattered(lowest=-8, highest=84, step=9, codes=("#bdb6ac", "#c9c2b8"))
    if abs(spot[0]) > (88 if spot[1] < 22 else 66) or spot[1] > 70
)

HEAD: Final = Head(
    Features(
        skin="#5e3d2b",
        shade="#432619",
        blush="#8c4636",
        lip="#351813",
        iris="#33241d",
        lash="#1c110d",
        brow="#c4bdb3",
        jaw=((0.18, -0.52, 0.24, 0.52), (-0.18, -0.52, 0.24, 0.52), (0, -0.76, 0.34, 0.36)),
        eye=(22.5, 0, 12.0, 10.6),
        iris_size=7.6,
        brow_height=5.0,
        brow_width=0.070,
        nose=(-25, 10.5, 1.15),
        mouth=(-50.5, 15.5),
        ear=0.205,
        lid_line=0.036,
        crease=True,
        crown=((0, 0.12, 0, 0.94), (0, -0.04, 0.0, 0.92)),
        eye_tilt=-0.4,
        brow_arch=2.4,
        lips=0.5,
        lines=1.0,
        nose_round=0.8,
    ),
    shape=(0.91, 1.07),
    cover=(
        Cap(
            _HAIR, _LINE, knobs=((0, 0.15, -0.04, 0.975), (0, 0.02, -0.2, 0.97)), nape=(0, 0.50, -0.42, 1.12), shine=0.1
        ),
        Stipple(_CURL, size=0.03),
    ),
    front=(Moustache("#beb6ab", wide=1.24, thick=5.2, up=3.7, lift=0.6),),
)
