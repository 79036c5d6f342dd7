"""Verbs of the voice: to say a line, to make a sound, to laugh."""

from __future__ import annotations

from vigwidgets.studio.script.act import Act
from vigwidgets.studio.script.context import Context
from vigwidgets.studio.script.scene import Noise, Says
from vigwidgets.studio.script.verbs.kit import Entries, Register, change, look

_ENTER = Register()
VERBS = _ENTER.verbs
_CALL_MS = 220
"""Between two bursts of a laugh: four to five a second."""
_NOD_TIMES = 4


def _line_ms(act: Act, context: Context) -> int:
    return context.line(act).length_ms if act.line else 1600


@_ENTER.verb(
    "say",
    "Says a `line` of the bank (its key or its words): breathes in before, nods small to stressed words,"
    " looks to `to` at the end of the turn.",
    needs="line",
    takes="to",
    lasts=_line_ms,
)
def play_say(act: Act, context: Context) -> Entries:
    """Return a line with what a speaker does round it; with `manner = "aside"` it is said to nobody."""
    line, who, at_ms = context.line(act), act.who, act.at_ms
    entries: Entries = [
        change(who, at_ms - 420, 360, breath=0.8),
        Says(who, at_ms, line.key),
        change(who, at_ms + 120, max(900, line.length_ms), breath=-0.2),
        change(who, at_ms + line.length_ms + 100, 900, breath=0.0),
    ]
    for index, stress in enumerate(line.stresses_ms[:_NOD_TIMES]):
        depth = (2.6, 1.8, 2.2, 1.5)[index % 4] * act.size
        start = at_ms + stress
        entries += [change(who, start - 40, 170, nod=-depth), change(who, start + 150, 280, nod=0.0)]
    if act.manner != "aside":
        turn_ends = max(at_ms, at_ms + line.length_ms - 380)
        entries.append(look(who, turn_ends, context.partner(act)))
    return entries


@_ENTER.verb("sound", "Makes a sound of the bank (`line`): a coo, a hum, a sigh, babble.", needs="line", lasts=_line_ms)
def play_sound(act: Act, context: Context) -> Entries:
    """Return a sound with its breath."""
    line, who = context.line(act), act.who
    return [
        change(who, act.at_ms - 320, 280, breath=0.6),
        Says(who, act.at_ms, line.key),
        change(who, act.at_ms + 60, max(700, line.length_ms), breath=-0.4),
        change(who, act.at_ms + line.length_ms + 100, 800, breath=0.0),
    ]


@_ENTER.verb(
    "laugh", "Laughs: head back, shoulders shake, eyes narrow; with `line` it is heard.", takes="line", lasts=_line_ms
)
def play_laugh(act: Act, context: Context) -> Entries:
    """Return a laugh of four to five bursts a second, and the smile it leaves behind."""
    who, at_ms, end_ms = act.who, act.at_ms, act.end_ms
    entries: Entries = [
        change(who, at_ms - 120, 240, breath=0.9),
        change(who, at_ms, 260, smile=0.95, cheeks=0.7, lids=0.72, brows=0.5, mouth=min(0.5, 0.36 * act.size)),
        change(who, at_ms + 60, 380, lean=context.value(who, "lean") - 0.14 * act.size),
    ]
    if act.line:
        entries.append(Says(who, at_ms, context.line(act).key))
    count = max(2, (end_ms - at_ms) // _CALL_MS)
    for index in range(count):
        start, size = at_ms + 80 + index * _CALL_MS, act.size * 0.86**index
        entries.append(change(who, start, _CALL_MS * 0.5, nod=1.5 + 2.4 * size, breath=0.9 * size))
        entries.append(change(who, start + _CALL_MS * 0.5, _CALL_MS * 0.5, nod=1.5, breath=-0.4 * size))
    entries += [
        change(who, end_ms, 450, mouth=0.0, lids=0.88, nod=0.0),
        change(who, end_ms + 100, 900, smile=0.6, cheeks=0.4, brows=0.35, breath=0.0),
        change(who, end_ms + 60, 700, lean=context.value(who, "lean")),
    ]
    return entries


@_ENTER.verb("noise", "Lets a thing or a hand be heard: `line` is the name of the noise.", needs="line", lasts=300)
def play_noise(act: Act, _context: Context) -> Entries:
    """Return a noise."""
    return [Noise(act.at_ms, act.line, act.who, min(1.0, act.size))]
