"""What verbs are made of: changes that rise and leave, looks, ways of a hand, and the register they are entered in."""

from __future__ import annotations

from collections.abc import Callable

from vigwidgets.studio.script.act import Act, Busy, Verb
from vigwidgets.studio.script.context import Context, Soft
from vigwidgets.studio.script.scene import Change, Look, Reach

Entries = list[object]
Play = Callable[[Act, Context], Entries]
Length = Callable[[Act, Context], int] | int | None


class Register:
    """Verbs of one module, entered by decorating what plays them."""

    def __init__(self) -> None:
        self.verbs: dict[str, Verb] = {}

    def verb(
        self, name: str, told: str, *, lasts: Length = None, needs: str = "", takes: str = ""
    ) -> Callable[[Play], Play]:
        """Return what enters a function as the verb `name`; `needs` and `takes` are keys parted by spaces."""

        def enter(play: Play) -> Play:
            self.verbs[name] = Verb(told, tuple(needs.split()), tuple(takes.split()), lasts, play)
            return play

        return enter


def change(who: str, at_ms: float, over_ms: float, **values: float) -> Change:
    """Return a change of the named parts."""
    return Change(who, round(at_ms), max(1, round(over_ms)), tuple((name, round(v, 3)) for name, v in values.items()))


def back(context: Context, who: str, at_ms: float, over_ms: float, *parts: str) -> Change:
    """Return the change that brings parts back to where they were before the act."""
    return change(who, at_ms, over_ms, **{part: context.value(who, part) for part in parts})


def look(who: str, at_ms: float, target: str, *, head: float = 1.0) -> Look:
    """Return a look."""
    return Look(who, round(at_ms), target, head)


def reach(who: str, hand: str, at_ms: float, over_ms: float, to: str, *, pose: str, arc_px: float = 0.0) -> Reach:
    """Return a hand's way."""
    return Reach(who, hand, round(at_ms), round(over_ms), to, pose, arc_px)


def busy(who: str, hand: str, at_ms: float, until_ms: float) -> Busy:
    """Return that a hand is at work."""
    return Busy(who, hand, round(at_ms), round(until_ms))


def go_home(context: Context, who: str, hand: str, at_ms: float, over_ms: float) -> Soft:
    """Return the way of a hand back to where it rests, given up when it is wanted elsewhere."""
    spot, pose = context.home(who, hand, at_ms=round(at_ms))
    return Soft(reach(who, hand, at_ms, over_ms, spot, pose=pose, arc_px=6))


def beats(act: Act, *, each_ms: float, usual: int) -> list[float]:
    """Return the times at which something done several times begins: as often as asked, or as fits, or as usual."""
    if act.times:
        count = act.times
    elif act.until_ms is not None:
        count = max(1, int((act.until_ms - act.at_ms) // each_ms))
    else:
        count = usual
    return [act.at_ms + index * each_ms for index in range(count)]


def times(each_ms: float, *, usual: int) -> Callable[[Act, Context], int]:
    """Return the length of a verb that is done several times."""
    return lambda act, context: round((act.times or usual) * context.takes_ms(act, each_ms))


def paced(usual_ms: float) -> Callable[[Act, Context], int]:
    """Return the length of a verb that takes an adult `usual_ms`."""
    return lambda act, context: context.takes_ms(act, usual_ms)
