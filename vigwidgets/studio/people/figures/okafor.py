"""Mr Okafor, 44: blue shirt with the sleeves rolled, lanyard."""

from __future__ import annotations

from vigwidgets.studio.people.figure import Build, Clothes, Figure

FIGURE = Figure(
    size=92.0,
    breath_s=4.5,
    clothes=Clothes(
        top="shirt",
        top_code="#6f93b5",
        top_shade="#4d6f92",
        sleeve=0.5,
        bottom_code="#4a4d5c",
        bottom_shade="#353846",
        shoe_code="#5b4334",
        extra=("lanyard",),
    ),
    build=Build(
        trunk=3.0, neck=1.58, girth=1.06, shoulder=0.64, upper_arm=1.30, forearm=1.24, neck_thick=0.41, hand=0.53
    ),
)
