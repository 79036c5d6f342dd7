"""Verbs of the whole body: to lean, to rock, to stand up, to hide and come back."""

from __future__ import annotations

import math

from vigwidgets.studio.script.act import Absorbed, Act
from vigwidgets.studio.script.context import Context
from vigwidgets.studio.script.scene import Bounce, Staging
from vigwidgets.studio.script.verbs.kit import Entries, Register, back, beats, change, look, paced, times

_ENTER = Register()
VERBS = _ENTER.verbs


@_ENTER.verb("lean_in", "Leans towards the partner, a touch back first; stays there.", lasts=paced(900))
def play_lean_in(act: Act, context: Context) -> Entries:
    """Return a lean with its anticipation, far enough to receive and never to crowd."""
    lean = context.value(act.who, "lean")
    goal = min(1.0, max(lean + 0.15, 0.78 * act.size))
    return [
        change(act.who, act.at_ms - 200, 200, lean=lean - 0.09 * (goal - lean)),
        change(act.who, act.at_ms, context.takes_ms(act, 800), lean=goal),
    ]


@_ENTER.verb("sit_back", "Goes back a little and gives room; stays there.", lasts=paced(1100))
def play_sit_back(act: Act, context: Context) -> Entries:
    """Return room: back, with a breath out."""
    return [
        change(act.who, act.at_ms, context.takes_ms(act, 1000), lean=-0.12 * act.size),
        change(act.who, act.at_ms + 100, 1300, breath=-0.7),
        change(act.who, act.at_ms + 1600, 1200, breath=0.0),
    ]


@_ENTER.verb("breathe_out", "One slow breath, in and out; shoulders and brows come down with it.", lasts=2600)
def play_breathe_out(act: Act, context: Context) -> Entries:
    """Return a breath that can be seen."""
    who, at_ms = act.who, act.at_ms
    return [
        change(who, at_ms, 800, breath=1.3 * act.size),
        change(who, at_ms + 900, 1300 * act.pace, breath=-1.2 * act.size),
        change(who, at_ms + 950, 1000, brows=0.15, lids=0.84, lean=context.value(who, "lean") - 0.08),
        change(who, at_ms + 2400, 1200, breath=0.0),
        change(who, at_ms + 2300, 800, lids=0.9),
    ]


@_ENTER.verb("bounce", "Bounces on both feet, three times or `times`.", takes="times", lasts=times(300, usual=3))
def play_bounce(act: Act, context: Context) -> Entries:
    """Return small jumps of pleasure."""
    return [
        change(act.who, act.at_ms - 160, 160, lean=context.value(act.who, "lean") + 0.08),
        Bounce(act.who, act.at_ms, act.times or 3, 8.0 * act.size),
        back(context, act.who, act.at_ms + 500, 500, "lean"),
    ]


@_ENTER.verb("kick", "Kicks with both feet in turn, for who lies or is held.", takes="times", lasts=times(360, usual=4))
def play_kick(act: Act, context: Context) -> Entries:
    """Return kicks, no two alike, that come to rest."""
    each = context.takes_ms(act, 360)
    entries: Entries = []
    starts = beats(act, each_ms=each, usual=4)
    for index, at_ms in enumerate(starts):
        size = act.size * (1.0, 0.7, 0.9, 0.6)[index % 4]
        entries.append(change(act.who, at_ms, each * 0.45, kick=size if index % 2 == 0 else -size))
    entries.append(change(act.who, starts[-1] + each, each, kick=0.0))
    return entries


@_ENTER.verb("wiggle", "Wiggles the feet: small quick kicks.", takes="times", lasts=times(200, usual=6))
def play_wiggle(act: Act, _context: Context) -> Entries:
    """Return toes that dance, and eyes that follow them unless they look elsewhere."""
    each = 200 * act.pace
    entries: Entries = []
    starts = beats(act, each_ms=each, usual=6)
    for index, at_ms in enumerate(starts):
        entries.append(change(act.who, at_ms, each * 0.9, kick=0.35 * act.size * (1 if index % 2 == 0 else -1)))
    entries.append(change(act.who, starts[-1] + each, 300, kick=0.0))
    return entries


@_ENTER.verb("rock", "Rocks gently to and fro until the end: comfort, to be received and never stopped.", lasts=4000)
def play_rock(act: Act, context: Context) -> Entries:
    """Return rocking of about 1.4 s to and fro, never twice the same."""
    return _swing(act, context, part="lean", size=0.17, each_ms=720)


@_ENTER.verb("sway", "Sways the head and shoulders from side to side, in time, until the end.", lasts=4000)
def play_sway(act: Act, context: Context) -> Entries:
    """Return swaying of about 1.8 s from side to side."""
    return _swing(act, context, part="tilt", size=5.0, each_ms=900)


def _swing(act: Act, context: Context, *, part: str, size: float, each_ms: float) -> Entries:
    middle, each = context.value(act.who, part), each_ms * act.pace
    entries: Entries = [Absorbed(act.who, act.at_ms, act.end_ms)]
    count = max(2, int((act.end_ms - act.at_ms) / each))
    for index in range(count):
        wide = size * act.size * (1 + 0.15 * math.sin(2.3 * index)) * (1 if index % 2 == 0 else -1)
        entries.append(change(act.who, act.at_ms + index * each, each, **{part: middle + wide}))
    entries.append(change(act.who, act.at_ms + count * each, each, **{part: middle}))
    return entries


@_ENTER.verb("stand_up", "Stands up, weight forward first; `at` moves the place.", takes="at", lasts=paced(1300))
def play_stand_up(act: Act, context: Context) -> Entries:
    """Return the way up."""
    return _to_posture(act, context, posture=act.posture or "stand", usual_ms=1300)


@_ENTER.verb(
    "sit_down", "Sits down, or kneels, as `posture` says; `at` moves the place.", takes="posture at", lasts=paced(1400)
)
def play_sit_down(act: Act, context: Context) -> Entries:
    """Return the way down."""
    return _to_posture(act, context, posture=act.posture or "sit", usual_ms=1400)


@_ENTER.verb("crouch", "Comes down to somebody's eye level.", takes="at", lasts=paced(1100))
def play_crouch(act: Act, context: Context) -> Entries:
    """Return the way down to a crouch."""
    return _to_posture(act, context, posture=act.posture or "crouch", usual_ms=1100)


@_ENTER.verb(
    "step_to",
    "Walks to `at` (px of the ground), upright unless `posture` says else.",
    needs="at",
    takes="posture",
    lasts=paced(1600),
)
def play_step_to(act: Act, context: Context) -> Entries:
    """Return the way to another place."""
    return _to_posture(act, context, posture=act.posture or "stand", usual_ms=1600)


def _to_posture(act: Act, context: Context, *, posture: str, usual_ms: float) -> Entries:
    """Return a change of posture or place: the weight shifts before it, the trunk comes up after it."""
    now = context.staging(act.who, at_ms=act.at_ms)
    at = (act.at[0], act.at[1]) if len(act.at) == 2 else now.at
    over = max(400, act.end_ms - act.at_ms) if act.until_ms is not None else context.takes_ms(act, usual_ms)
    return [
        change(act.who, act.at_ms - 240, 320, lean=context.value(act.who, "lean") + 0.3, breath=0.5),
        Staging(act.who, act.at_ms, at, posture, now.facing, over, now.size),
        change(act.who, act.at_ms + over * 0.55, 600, lean=0.2, breath=0.0),
    ]


@_ENTER.verb(
    "peekaboo",
    "Sinks slowly out of sight and pops up again, `times` or once, each time later.",
    takes="times",
    lasts=times(2600, usual=1),
)
def play_peekaboo(act: Act, context: Context) -> Entries:
    """Return hiding and coming back: down slowly with the eyes last, a wait, up at once with a wide face."""
    who, now = act.who, context.staging(act.who, at_ms=act.at_ms)
    low = (now.at[0], now.at[1] + 150.0)
    face = context.partner(act)
    entries: Entries = []
    at_ms = float(act.at_ms)
    count = max(1, act.times)
    spare = max(0.0, act.end_ms - act.at_ms - count * 2000)
    for index in range(count):
        hidden = 500 + spare * (index + 1) / (count * (count + 1) / 2)
        up = at_ms + 800 + hidden
        entries += [
            change(who, at_ms - 120, 400, smile=0.4, brows=0.6),
            Staging(who, round(at_ms), low, now.posture, now.facing, 800, now.size),
            look(who, up, face),
            Staging(who, round(up), now.at, now.posture, now.facing, 280, now.size),
            change(who, up, 240, brows=0.95, lids=1.1, mouth=0.3, round=0.2),
            change(who, up + 100, 420, smile=0.92, cheeks=0.6),
            change(who, up + 520, 500, brows=0.5, lids=0.92, mouth=0.05, round=0.0),
        ]
        at_ms = up + 700
    entries.append(change(who, at_ms + 300, 700, mouth=0.0, smile=0.6))
    return entries
