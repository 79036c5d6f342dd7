"""What happens in a practice clip, and how much of it happens in another one too."""

from __future__ import annotations

from collections import Counter
from typing import Final

from vigwidgets.studio.practice.playing import Play

ALIKE: Final = 0.30
"""Of seeds 1 to 200 no two clips share a larger part of their events."""
Event = tuple[str, str, str, str]
"""Who, does what, to whom or what, with which line or thing."""


def events(played: Play) -> Counter[Event]:
    """Return what happens in a clip, each event as often as it happens.

    An event is one act of somebody: the same person doing the same verb to the same target with the same line or the
    same thing is the same event, whatever the exact time, the manner, the colours, the place and the camera, and
    whatever it answers: Nadia who nods to Theo after a look and Nadia who nods to Theo after a word are counted as
    alike. That is the strictest reading under which two clips may still be said to hold different events; any finer
    one (with times, or with what is received) would find less in common between the same two films.

    Not counted, as they are part of another act or of none: where hands and eyes are when the film begins, the look
    with which somebody turns to whom they then speak or nod to, and coming to rest.
    """
    found: Counter[Event] = Counter()
    for act in played.acts:
        leads_on = act.do in ("look", "settle") and not (act.mark or act.answers or act.missed)
        if act.at_ms >= 0 and not leads_on:
            found[act.who, act.do, played.stage.named_spot(act.to), act.line or act.thing] += 1
    return found


def shared(one: Counter[Event], other: Counter[Event]) -> float:
    """Return how much of the shorter of two clips happens in the other too, 0 to 1."""
    return (one & other).total() / max(1, min(one.total(), other.total()))
