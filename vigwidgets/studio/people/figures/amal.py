"""Amal, 52: sand jacket over a plum blouse, a small gold pin."""

from __future__ import annotations

from vigwidgets.studio.people.figure import Build, Clothes, Figure

FIGURE = Figure(
    size=92.0,
    breath_s=4.3,
    clothes=Clothes(
        top="jacket",
        top_code="#cbb18a",
        top_shade="#a08560",
        under_code="#8d6485",
        bottom_code="#5b5060",
        bottom_shade="#443b49",
        shoe_code="#4d3c39",
        extra=("brooch",),
    ),
    build=Build(neck=1.58, girth=1.02, shoulder=0.60, neck_thick=0.35),
)
