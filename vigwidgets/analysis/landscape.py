"""What was found as a landscape in three dimensions: along the film, tier above tier, session behind session.

ipyvolume draws it in the browser. Here its figure is made and handed over as the state of its widgets, which is all
that a page needs to show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    import pandas as pd

SMALLEST: Final = 6.0
LARGER: Final = 1.5
"""How much larger a ball is for each further moment in the same stretch, up to `MOST` of them."""
MOST: Final = 4
STANDS_AT: Final = (0.95, 0.7, 1.7)
"""Where one looks from, so that all three directions can be told apart."""


@dataclass(frozen=True, slots=True)
class Axes:
    """What stands at the three edges: along the film, up through the tiers, and back through the sessions."""

    film: str
    tier: str
    session: str


def landscape(rows: pd.DataFrame, *, steps: int, colours: Mapping[int, str], axes: Axes) -> dict[str, Any]:
    """Return `{root, state}`: id of the figure's model, and the state of each widget it needs, as JSON can hold it.

    Args:
        rows: Of `landscape_table`, at least one.
        steps: So many stretches a film has.
        colours: Of the tiers, as `#rrggbb`.
        axes: What stands at the edges.
    """
    import ipyvolume as ipv
    import numpy as np
    import pythreejs
    from ipywidgets.embed import dependency_state

    sessions = {on: number for number, on in enumerate(sorted(rows["on"].unique()), start=1)}
    camera = pythreejs.PerspectiveCamera(fov=45, position=STANDS_AT, aspect=1)
    figure = cast("Any", ipv.figure(width=640, height=480, camera=camera))
    floor, top = rows["tier"].min() - 1.0, rows["tier"].max() + 1.0
    for tier, some in rows.groupby("tier"):
        colour = colours[int(str(tier))]
        along = (some["step"].to_numpy() + 0.5) / steps
        up = some["tier"].to_numpy().astype(float)
        back = some["on"].map(lambda day: sessions[day]).to_numpy().astype(float)
        size = SMALLEST + LARGER * (np.minimum(some["moments"].to_numpy(), MOST) - 1.0)
        ipv.scatter(along, up, back, size=cast("Any", size), color=colour, marker="sphere")
        # a stem to the ground, so that one sees where each stands
        stems = [np.concatenate(both) for both in ((along, along), (up, np.full_like(up, floor)), (back, back))]
        lines = np.arange(2 * len(some), dtype="uint32").reshape(2, -1).T
        ipv.plot_trisurf(*stems, lines=lines, color=colour)
    ipv.xlim(0, 1)
    ipv.ylim(floor, top)
    ipv.zlim(0, len(sessions) + 1)
    ipv.xyzlabel(axes.film, axes.tier, axes.session)
    state = dependency_state(figure, drop_defaults=False)
    ipv.clear()
    return {"root": figure.model_id, "state": state}
