"""Leon, 29: a big frame, green polo, a fern tattooed on his forearm."""

from __future__ import annotations

from vigwidgets.studio.people.figure import Build, Clothes, Figure

FIGURE = Figure(
    size=94.0,
    breath_s=4.6,
    clothes=Clothes(
        top="polo",
        top_code="#5d7f5a",
        top_shade="#43603f",
        sleeve=0.30,
        bottom_code="#6b6459",
        bottom_shade="#504a41",
        shoe_code="#8a6a4c",
        extra=("tattoo",),
    ),
    build=Build(
        trunk=3.05,
        neck=1.54,
        shoulder=0.72,
        girth=1.20,
        upper_arm=1.34,
        forearm=1.28,
        thigh=2.06,
        shin=2.0,
        hand=0.57,
        finger_thick=0.225,
        neck_thick=0.46,
    ),
)
