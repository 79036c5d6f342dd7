"""Priya, 27: teal cardigan over a cream top."""

from __future__ import annotations

from vigwidgets.studio.people.figure import Build, Clothes, Figure

FIGURE = Figure(
    size=92.0,
    breath_s=4.2,
    clothes=Clothes(
        top="cardigan",
        top_code="#35807f",
        top_shade="#225c5c",
        under_code="#f1e2cd",
        bottom_code="#4b4659",
        bottom_shade="#363244",
        shoe_code="#7b4a3c",
    ),
    build=Build(neck=1.56, girth=0.94, shoulder=0.56, neck_thick=0.33),
)
