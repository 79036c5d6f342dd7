"""Winston, 82: slight and a little stooped; maroon cardigan, tie, a tartan blanket over his knees."""

from __future__ import annotations

from vigwidgets.studio.people.figure import Build, Clothes, Figure

FIGURE = Figure(
    size=92.0,
    breath_s=4.1,
    clothes=Clothes(
        top="cardigan",
        top_code="#8b3f45",
        top_shade="#662a31",
        under_code="#ece5d6",
        pattern_code="#44618a",
        bottom="blanket",
        bottom_code="#6d6a66",
        bottom_shade="#524f4d",
        shoe_code="#5a4436",
        extra=("tie",),
    ),
    build=Build(
        trunk=2.78,
        neck=1.36,
        neck_ahead=0.56,
        shoulder=0.52,
        shoulder_drop=0.50,
        girth=0.92,
        neck_thick=0.30,
        hand=0.50,
    ),
)
