"""Puts drawn exchanges into time: one after the other, as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from vigwidgets.studio.practice import bridges, grammar
from vigwidgets.studio.practice.dice import Dice
from vigwidgets.studio.practice.grammar import Exchange
from vigwidgets.studio.practice.initiatives import hear, initiate, miss
from vigwidgets.studio.practice.playing import Play, paced
from vigwidgets.studio.practice.receptions import receive
from vigwidgets.studio.practice.staging import Stage

_LAST_MS: Final = 1900
"""How long the two are still to be seen when all is over."""
_LEAST_MS: Final = 3200
"""With less time left than this before the end nothing more is begun."""


def play(
    exchanges: Sequence[Exchange], *, stage: Stage, dice: Dice, folder: Path, allowed: frozenset[str], level: int,
    length_ms: int,
) -> Play:  # fmt: skip
    """Return as many exchanges as fit into `length_ms`, in time, with a calm beginning and end."""
    now = Play(stage, dice, folder, allowed, level)
    _lay_out(now)
    at_ms = float(dice.between("tempo", 900, 2600))
    kind = dice.one("tempo", [one for one in grammar.BRIDGES if stage.can_lead_on(one)])
    at_ms = max(at_ms, bridges.LEAST_MS.get(kind, 0))
    seen = dice.one("tempo", ("face", "hands", "same"))
    bridges.moment(now, kind, 0, at_ms, target=now.absorbed_in(), seen=seen)
    for one in exchanges:
        if length_ms - _LAST_MS - at_ms < _LEAST_MS:
            break
        at_ms = _fitted(now, one, at_ms, length_ms - _LAST_MS)
    bridges.close(now, at_ms, length_ms)
    return now


def _fitted(now: Play, one: Exchange, at_ms: float, until_ms: float) -> float:
    """Play an exchange and what leads on, or the exchange alone, or nothing, as there is room; return when it ends."""
    before = len(now.acts), now.initiatives, now.held, len(now.calm_ms)
    over = _exchange(now, one, at_ms)
    if over <= until_ms:
        acts, calm = len(now.acts), len(now.calm_ms)
        ends = bridges.bridge(now, one, over)
        if ends <= until_ms:
            return ends
        del now.acts[acts:], now.calm_ms[calm:]
        return over + now.dice.between("tempo", 300, 700)
    del now.acts[before[0] :], now.calm_ms[before[3] :]
    now.initiatives, now.held = before[1], before[2]
    return at_ms


def _lay_out(now: Play) -> None:
    """Lay hands and things where they are when the film begins."""
    start = now.stage.start_ms
    if now.stage.setting.guider == "prone":
        for hand, at in now.stage.forearms().items():
            now.add(now.guider, start, "hands_to", hand=hand, to=at)
    else:
        now.add(now.guider, start, "hands_to", to="edge" if now.stage.setting.guider == "stand" else "lap")
    if not now.stage.has_table and now.stage.things:
        now.held = now.stage.things[0]
        now.add(now.partner, start, "hold", thing=now.held, **({"hand": "both"} if now.is_large(now.held) else {}))
    elif now.stage.has_table:
        now.add(now.partner, start, "hands_to", to="edge" if now.stage.setting.partner == "stand" else "lap")
    now.add(now.partner, start, "look", to=now.absorbed_in())


def _exchange(now: Play, one: Exchange, at_ms: float) -> float:
    """Play one exchange and return when all that was moved is back in its place."""
    if one.thing and one.kind in ("offer", "show") and now.held != one.thing:
        if not now.stage.has_table:
            return float("inf")
        now.add(now.partner, at_ms, "take", thing=one.thing, hand=now.stage.hand(one.thing))
        now.add(now.guider, at_ms + 480, "look", to=one.thing)
        at_ms += paced(now.partner, 1900) + 200
        now.held = one.thing
    elif one.thing and one.kind in grammar.OWN_HANDS and now.held:
        return float("inf")
    at_ms = hear(now, one, at_ms)
    now.initiatives += 1
    if one.missed:
        at_ms = miss(now, one, at_ms, f"I{now.initiatives}")
        now.initiatives += 1
    mark = f"I{now.initiatives}"
    ends = initiate(now, one, at_ms, mark)
    ends = receive(now, one, at_ms, ends, mark)
    return bridges.tidy(now, one, ends)
