"""Grace, 34: sturdy; bright yellow cardigan over a flower dress."""

from __future__ import annotations

from vigwidgets.studio.people.figure import Build, Clothes, Figure

FIGURE = Figure(
    size=93.0,
    breath_s=4.0,
    clothes=Clothes(
        top="cardigan",
        top_code="#efc23f",
        top_shade="#c4922a",
        under_code="#7d93bd",
        pattern_code="#f3e9df",
        bottom="skirt",
        bottom_code="#7d93bd",
        bottom_shade="#586d98",
        shoe_code="#a2494a",
    ),
    build=Build(
        trunk=2.75,
        neck=1.50,
        neck_ahead=0.22,
        girth=1.14,
        upper_arm=1.16,
        forearm=1.08,
        thigh=1.72,
        shin=1.66,
        hand=0.47,
        finger=0.86,
        finger_thick=0.23,
        neck_thick=0.40,
    ),
)
