"""What nobody writes: blinks, the small lives of a wait, where eyes and hands are when the film begins."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from vigwidgets.studio.script.act import Absorbed, Awake, Waits
from vigwidgets.studio.script.context import Context
from vigwidgets.studio.script.scene import Blinks, Change, Look, Reach, Says

_EVERY_MS = {"talks": 2600, "listens": 4000, "absorbed": 9500}
"""Mean time between blinks: 23, 15 and 6 a minute (Bentivoglio et al. 1997)."""
_APART_MS = 400
_LONGEST_GAP = 1.7
_LIFE_MS = 4000
_SPEECH_MS = 1800

Entry = Any
Kind = TypeVar("Kind")


def fly(context: Context, *, begins: Sequence[tuple[str, int]], poster_ms: int, seed: int) -> list[Entry]:
    """Return the entries that make people live between their acts. The same scene and `seed` give the same entries.

    Args:
        context: The scene with all its acts played.
        begins: Who begins an act when, by time.
        poster_ms: Nobody blinks on the poster.
        seed: Of the scene.
    """
    made: list[Entry] = [*_first_looks(context), *_first_hands(context)]
    looks = [*_kind(context.played, Look), *(one for one in made if isinstance(one, Look))]
    for wait in _kind(context.played, Waits):
        ends = min([wait.until_ms, *(at for who, at in begins if who == wait.who and at > wait.at_ms)])
        lives = list(_lives(wait, ends, context, seed=seed))
        made += lives
        looks += [one for one in lives if isinstance(one, Look)]
    written = {one.who for one in _kind(context.played, Blinks)}
    shut: list[int] = [time for one in _kind(context.played, Blinks) for time in one.at_ms]
    for who in context.cast:
        if who not in written:
            times = _blinks(
                who, context, sorted(looks, key=lambda one: one.at_ms), shut, poster_ms=poster_ms, seed=seed
            )
            shut += times
            made.append(Blinks(who, tuple(times)))
    return made


def _kind(entries: Iterable[object], kind: type[Kind]) -> list[Kind]:
    return [one for one in entries if isinstance(one, kind)]


def _first_looks(context: Context) -> Iterable[Look]:
    """Yield where somebody looks when the film begins and nothing says so: where they look first, or at a partner."""
    for who in context.cast:
        own = sorted((one for one in _kind(context.played, Look) if one.who == who), key=lambda one: one.at_ms)
        if not own or own[0].at_ms > context.start_ms:
            soon = own and own[0].at_ms < context.start_ms + 1400
            near = context.neighbour(who, at_ms=context.start_ms)
            yield Look(who, context.start_ms, own[0].target if soon else near if near != who else "away")


def _first_hands(context: Context) -> Iterable[Reach]:
    """Yield where hands rest when the film begins and nothing says so."""
    for who in context.cast:
        for hand in ("left", "right"):
            own = [one for one in _kind(context.played, Reach) if (one.who, one.hand) == (who, hand)]
            if not own or min(one.at_ms for one in own) > context.start_ms:
                spot, pose = context.home(who, hand, at_ms=context.start_ms)
                yield Reach(who, hand, context.start_ms, 0, spot, pose)


def _lives(wait: Waits, ends_ms: int, context: Context, *, seed: int) -> Iterable[Entry]:
    """Yield a breath, a small look and a shift of 2 to 4 px for every four seconds of a wait."""
    dice = random.Random(f"{seed}:wait:{wait.who}:{wait.at_ms}")  # noqa: S311  movement, not secrets
    start = wait.at_ms + 1100 + dice.randrange(300)
    lean, tilt = (_value_at(context, wait.who, part, wait.at_ms + 1500) for part in ("lean", "tilt"))
    while start + 2200 < ends_ms:
        yield Change(wait.who, start, 1300, (("breath", 0.7),))
        yield Change(wait.who, start + 1350, 1500, (("breath", 0.0),))
        there = wait.face if wait.target != wait.face else _elsewhere(wait, context)
        away = start + 500 + dice.randrange(500)
        if there and away + 1500 < ends_ms:
            yield Look(wait.who, away, there, 0.35)
            yield Look(wait.who, away + 900 + dice.randrange(400), wait.target)
        side = dice.choice((-1, 1))
        move = (("lean", round(lean + side * 0.045, 3)), ("tilt", round(tilt - side * 1.4, 3)))
        yield Change(wait.who, start + 1500 + dice.randrange(300), 900, move)
        start += _LIFE_MS + dice.randrange(-500, 700)


def _elsewhere(wait: Waits, context: Context) -> str:
    """Return the hand of the person who is waited for, to look down to for a moment."""
    if wait.target not in context.cast:
        return ""
    return f"{wait.target}.{context.near(wait.target, at_ms=wait.at_ms)}"


def _value_at(context: Context, who: str, part: str, time_ms: int) -> float:
    found = [
        (one.at_ms, value)
        for one in _kind(context.played, Change)
        if one.who == who and one.at_ms <= time_ms
        for name, value in one.values
        if name == part
    ]
    return max(found)[1] if found else {"lean": 0.2}.get(part, 0.0)


def _blinks(
    who: str, context: Context, looks: Sequence[Look], taken: Sequence[int], *, poster_ms: int, seed: int
) -> list[int]:
    """Return when somebody blinks: mostly with a shift of gaze, by rate, and never in a forbidden moment."""
    dice = random.Random(f"{seed}:blinks:{who}")  # noqa: S311  movement, not secrets
    closed = [*_forbidden(who, context, looks), (poster_ms - 320, poster_ms + 120)]

    def may(time_ms: int) -> bool:
        clear = all(not start <= time_ms <= end for start, end in closed)
        return clear and all(abs(time_ms - other) >= _APART_MS for other in taken)

    shifts = [one.at_ms - 30 for one in looks if one.who == who]
    times: list[int] = []
    last = context.start_ms - dice.randrange(2500)
    while True:
        usual = _EVERY_MS[_state(who, context, last)]
        want = last + usual * dice.uniform(0.6, 1.4)
        near = [time for time in shifts if last + 0.35 * usual < time < last + _LONGEST_GAP * usual and may(time)]
        at = min(near, key=lambda time: abs(time - want)) if near else round(want)
        while not may(at):
            at += 80
        if at >= context.latest_ms - 240:
            return times
        last = at
        if at >= context.start_ms:
            times.append(at)


def _state(who: str, context: Context, time_ms: float) -> str:
    if any(one.who == who and -200 <= time_ms - one.at_ms <= _SPEECH_MS for one in _kind(context.played, Says)):
        return "talks"
    lost = (one for one in _kind(context.played, Absorbed) if one.who == who)
    return "absorbed" if any(one.at_ms <= time_ms <= one.until_ms for one in lost) else "listens"


def _forbidden(who: str, context: Context, looks: Sequence[Look]) -> list[tuple[int, int]]:
    """Return the times in which a blink would be in the way: 'noticed', and the first second of a mutual look."""
    closed = [(one.at_ms, one.until_ms) for one in _kind(context.played, Awake) if one.who == who]
    mine = _holds([one for one in looks if one.who == who], context.latest_ms)
    for other in context.cast:
        if other != who:
            theirs = _holds([one for one in looks if one.who == other], context.latest_ms)
            for start, end, target in mine:
                for begin, finish, seen in theirs:
                    if target == other and seen == who and max(start, begin) < min(end, finish):
                        closed.append((max(start, begin) + 60, max(start, begin) + 1000))
    return closed


def _holds(looks: Sequence[Look], latest_ms: int) -> list[tuple[int, int, str]]:
    ends = [*(one.at_ms for one in looks[1:]), latest_ms]
    return [(one.at_ms, end, one.target) for one, end in zip(looks, ends, strict=True)]
