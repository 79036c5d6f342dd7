"""Verbs of the eyes: to look, to watch, to wait."""

from __future__ import annotations

from vigwidgets.studio.script.act import Absorbed, Act, Waits
from vigwidgets.studio.script.context import Context
from vigwidgets.studio.script.verbs.kit import Entries, Register, back, change, look

_ENTER = Register()
VERBS = _ENTER.verbs
_TILT = {"left": -1.0, "right": 1.0}


def _inwards(act: Act, context: Context) -> float:
    """Return the sign of a tilt of the head that opens the face to the partner."""
    return _TILT[context.staging(act.who, at_ms=act.at_ms).facing]


@_ENTER.verb("look", "Turns the eyes, then the head, then a little of the shoulders to `to`.", takes="to", lasts=800)
def play_look(act: Act, context: Context) -> Entries:
    """Return a whole look, which lasts until another one."""
    lean = context.value(act.who, "lean")
    target = act.to or context.partner(act)
    return [
        look(act.who, act.at_ms, target),
        change(act.who, act.at_ms + 180, 420 * act.pace, lean=min(1.1, lean + 0.05 * act.size)),
    ]


@_ENTER.verb("glance", "Looks at `to` with the eyes and a third of the head, and back again.", takes="to", lasts=900)
def play_glance(act: Act, context: Context) -> Entries:
    """Return a short look with little head, and the look back to what was looked at before."""
    before = context.looking_at(act.who, at_ms=act.at_ms) or "down"
    target = act.to or context.partner(act)
    return [look(act.who, act.at_ms, target, head=0.4), look(act.who, act.end_ms, before)]


@_ENTER.verb(
    "watch", "Gives quiet, interested attention to `to`: leans in a little, tilts the head, hands still.", takes="to"
)
def play_watch(act: Act, context: Context) -> Entries:
    """Return interest that stays, with looks up to the partner's face now and then."""
    target = act.to or context.partner(act)
    side = _inwards(act, context)
    entries: Entries = [
        look(act.who, act.at_ms, target),
        change(act.who, act.at_ms + 120, 500, brows=0.32 * act.size, lids=0.92, smile=0.4 * act.size, cheeks=0.2),
        change(act.who, act.at_ms + 220, 800 * act.pace, lean=0.2 + 0.12 * act.size, tilt=6 * side * act.size),
        Waits(act.who, act.at_ms, act.end_ms, target, context.partner(act)),
    ]
    if target not in context.cast:
        entries.append(Absorbed(act.who, act.at_ms, act.end_ms))
    return entries


@_ENTER.verb(
    "wait", "Waits with interest, lips closed, hands still: a breath, a look and a shift each few seconds.", takes="to"
)
def play_wait(act: Act, context: Context) -> Entries:
    """Return a wait that is not blank: a small lean, brows a little up, and the small lives of the bible's rule 19."""
    target = act.to or context.partner(act)
    side = _inwards(act, context)
    smile = min(0.5, max(0.38, context.value(act.who, "smile")))
    return [
        look(act.who, act.at_ms, target),
        change(act.who, act.at_ms + 80, 450, brows=0.48 * act.size, lids=0.94, mouth=0.0, smile=smile, cheeks=0.22),
        change(act.who, act.at_ms + 160, 900 * act.pace, lean=0.4 * act.size, tilt=7 * side),
        Waits(act.who, act.at_ms, act.end_ms, target, context.partner(act)),
    ]


@_ENTER.verb("think", "Lets the eyes go first, up and away, while the head stays; comes back at the end.", lasts=2400)
def play_think(act: Act, context: Context) -> Entries:
    """Return a thought: eyes leave with little head, lids narrow a little."""
    before = context.looking_at(act.who, at_ms=act.at_ms) or context.partner(act)
    return [
        look(act.who, act.at_ms, act.to or "up", head=0.3),
        change(act.who, act.at_ms + 100, 400, brows=0.45, inner_brows=0.4, lids=0.86, smile=0.2),
        change(act.who, act.at_ms + 300, 700, tilt=-4 * _inwards(act, context), lean=0.12),
        look(act.who, act.end_ms - 200, before),
        back(context, act.who, act.end_ms - 150, 600, "brows", "inner_brows", "lids", "smile", "tilt", "lean"),
    ]


@_ENTER.verb(
    "turn_away", "Turns eyes, head and shoulders away from the others: a pause, or enough for now.", takes="to"
)
def play_turn_away(act: Act, context: Context) -> Entries:
    """Return a turning away that stays until another look."""
    return [
        look(act.who, act.at_ms, act.to or "down", head=1.0),
        change(act.who, act.at_ms + 100, 700 * act.pace, smile=0.05, cheeks=0.0, brows=0.1, lids=0.74),
        change(act.who, act.at_ms + 200, 900 * act.pace, lean=-0.15 * act.size, tilt=-6 * _inwards(act, context)),
    ]
