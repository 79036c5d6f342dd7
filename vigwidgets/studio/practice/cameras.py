"""Camera plans: always both people and what they look at; a cut falls on a look, never more than one in six seconds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vigwidgets.studio.places import PLACES
from vigwidgets.studio.practice.dice import Dice
from vigwidgets.studio.practice.staging import Stage
from vigwidgets.studio.script.scene import Cut

APART_MS: Final = 6200
_ZOOMS: Final = {
    "home": (1.12,), "near": (1.26,), "closer": (1.1, 1.34), "back": (1.32, 1.12), "there_and_back": (1.22, 1.08, 1.38),
}  # fmt: skip
_UP: Final = 26.0


def draw_cuts(stage: Stage, *, calm_ms: Sequence[int], dice: Dice) -> tuple[Cut, ...]:
    """Return the cuts of a clip.

    Args:
        stage: Who is where.
        calm_ms: Script times at which a look begins and nothing else goes on, ascending.
        dice: The layer `camera` is used.
    """
    zooms = _ZOOMS[dice.one("camera", sorted(_ZOOMS))]
    heads = stage.heads().values()
    middle = sum(y for _, y in heads) / 2
    table = PLACES[stage.setting.place].TABLE
    low = table[1] if table else middle + 190
    cuts: list[Cut] = []
    last_ms = stage.start_ms
    for time_ms in (stage.start_ms, *calm_ms):
        if len(cuts) == len(zooms) or (cuts and time_ms - last_ms < APART_MS):
            continue
        # who lies is long: closer, the picture's edge would cut an arm
        zoom = min(zooms[len(cuts)], 1.14 if stage.setting.guider == "prone" else 2.0)
        top = middle - 150.0 - _UP
        bottom = max(low + 24, top + 720 / zoom)
        zoom = min(zoom, round(720 / (bottom - top), 2))
        centre_y = min(max((top + bottom) / 2, 360 / zoom), 720 - 360 / zoom)
        cuts.append(Cut(time_ms, (640.0, round(centre_y, 1)), zoom))
        last_ms = time_ms
    return tuple(cuts)
