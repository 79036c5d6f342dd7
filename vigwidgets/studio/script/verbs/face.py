"""Verbs of the face and the head: to notice, to smile, to nod."""

from __future__ import annotations

from vigwidgets.studio.script.act import Act, Awake
from vigwidgets.studio.script.context import Context
from vigwidgets.studio.script.verbs.kit import Entries, Register, back, beats, change, look, paced, times

_ENTER = Register()
VERBS = _ENTER.verbs
_LEAVES_MS = 1100


@_ENTER.verb(
    "notice",
    "Sees what `to` did: a breath in, brows and lids up for half a second, and a kind return.",
    takes="to",
    lasts=1200,
)
def play_notice(act: Act, context: Context) -> Entries:
    """Return 'noticed': the return of brows and lids is what makes it kind. No blink in it."""
    who, at_ms, smile = act.who, act.at_ms, context.value(act.who, "smile")
    return [
        change(who, at_ms - 160, 380, breath=0.9 * act.size),
        look(who, at_ms, act.to or context.partner(act)),
        change(who, at_ms + 40, 280 * act.pace, brows=0.85 * act.size, lids=0.9 + 0.2 * act.size, inner_brows=0.4),
        change(who, at_ms + 200, 500, lean=min(0.5, context.value(who, "lean") + 0.12)),
        change(who, at_ms + 420, 560 * act.pace, smile=max(0.5, smile), cheeks=0.35),
        change(who, at_ms + 520, 600, brows=0.42, lids=0.93, inner_brows=0.25),
        change(who, at_ms + 700, 1100, breath=0.0),
        Awake(who, at_ms - 120, at_ms + 800),
    ]


@_ENTER.verb(
    "smile", "Smiles, mouth closed, up to the lids; it stays until the act ends and leaves slowly.", lasts=2600
)
def play_smile(act: Act, context: Context) -> Entries:
    """Return a smile that reaches the eyes."""
    rise = 500 * act.pace
    parts = ("smile", "cheeks", "lids")
    leaves = back(context, act.who, act.end_ms, _LEAVES_MS * act.pace, *parts)
    return [
        change(act.who, act.at_ms, rise, smile=min(1.0, 0.72 * act.size), cheeks=0.5 * act.size),
        change(act.who, act.at_ms + 80, rise, lids=0.88, brows=0.35),
        leaves,
    ]


@_ENTER.verb("beam", "Smiles with the whole face, mouth open, cheeks up, head a little back.", lasts=2400)
def play_beam(act: Act, _context: Context) -> Entries:
    """Return delight; the mouth closes before the smile leaves."""
    who, at_ms, end_ms = act.who, act.at_ms, act.end_ms
    return [
        change(who, at_ms, 250, brows=0.62),
        change(who, at_ms + 60, 480 * act.pace, smile=0.92, cheeks=0.62, lids=0.9, mouth=min(0.34, 0.26 * act.size)),
        change(who, at_ms + 160, 420, nod=3.0),
        change(who, at_ms + 700, 700, nod=0.0, brows=0.4),
        change(who, max(at_ms + 900, end_ms - 300), 600, mouth=0.0),
        change(who, end_ms, _LEAVES_MS, smile=0.45, cheeks=0.3),
    ]


@_ENTER.verb("warm", "Lets the face grow soft and warm; stays so.", lasts=1500)
def play_warm(act: Act, context: Context) -> Entries:
    """Return a lasting warmth: corners, cheeks and lower lids, no show."""
    side = 1.0 if context.staging(act.who, at_ms=act.at_ms).facing == "right" else -1.0
    return [
        change(act.who, act.at_ms, 600 * act.pace, smile=0.58 * act.size, cheeks=0.42 * act.size, lids=0.86),
        change(act.who, act.at_ms + 100, 700 * act.pace, brows=0.34, inner_brows=0.36),
        change(act.who, act.at_ms + 220, 900, tilt=6.0 * side),
    ]


@_ENTER.verb("nod", "Nods, once or `times`; down, and softly up.", takes="times", lasts=times(440, usual=1))
def play_nod(act: Act, context: Context) -> Entries:
    """Return nods of 0.35 to 0.5 s, each smaller than the last, with a little lift first."""
    each = context.takes_ms(act, 440)
    entries: Entries = [change(act.who, act.at_ms - 100, 100, nod=1.2 * act.size)]
    for index, at_ms in enumerate(beats(act, each_ms=each, usual=1)):
        depth = 8.0 * act.size * 0.7**index
        entries.append(change(act.who, at_ms, each * 0.42, nod=-depth))
        entries.append(change(act.who, at_ms + each * 0.45, each * 0.55, nod=0.0))
    return entries


@_ENTER.verb("shake", "Shakes the head, twice and small, or `times`.", takes="times", lasts=times(420, usual=2))
def play_shake(act: Act, context: Context) -> Entries:
    """Return a head that turns to and fro under eyes that stay."""
    each = context.takes_ms(act, 420)
    entries: Entries = []
    starts = beats(act, each_ms=each, usual=2)
    for index, at_ms in enumerate(starts):
        width = 9.0 * act.size * 0.75**index
        entries.append(change(act.who, at_ms, each / 2, turn=width))
        entries.append(change(act.who, at_ms + each / 2, each / 2, turn=-width))
    entries.append(change(act.who, starts[-1] + each, each * 0.6, turn=0.0))
    return entries


@_ENTER.verb("surprise", "Brows and lids go up, the mouth opens a little; then it turns into interest.", lasts=1300)
def play_surprise(act: Act, context: Context) -> Entries:
    """Return surprise that ends kindly."""
    who, at_ms = act.who, act.at_ms
    return [
        change(who, at_ms - 80, 200, breath=1.2 * act.size),
        change(who, at_ms, 200, brows=min(1.1, act.size), lids=1.16, inner_brows=0.5, mouth=0.24 * act.size, round=0.4),
        change(who, at_ms + 60, 360, lean=context.value(who, "lean") - 0.12 * act.size),
        change(who, at_ms + 620, 600, brows=0.45, lids=0.95, inner_brows=0.28, mouth=0.0, round=0.0),
        back(context, who, at_ms + 700, 800, "lean"),
        change(who, at_ms + 700, 1000, breath=0.0),
        Awake(who, at_ms - 100, at_ms + 650),
    ]


@_ENTER.verb("brighten", "The face lifts: brows, cheeks and lids together; stays brighter.", lasts=1400)
def play_brighten(act: Act, context: Context) -> Entries:
    """Return a face that lights up, as to somebody who comes back."""
    who, at_ms = act.who, act.at_ms
    return [
        change(who, at_ms - 120, 350, breath=0.6),
        change(who, at_ms, 300 * act.pace, brows=0.66 * act.size, lids=1.03),
        change(who, at_ms + 100, 520 * act.pace, smile=0.7 * act.size, cheeks=0.5 * act.size),
        change(who, at_ms + 180, 500, lean=min(0.6, context.value(who, "lean") + 0.1), nod=2.0),
        change(who, at_ms + 700, 700, brows=0.4, lids=0.92, nod=0.0, breath=0.0),
    ]


@_ENTER.verb("worry", "Inner brows rise, the smile goes, the lids tighten; stays so.", lasts=1500)
def play_worry(act: Act, context: Context) -> Entries:
    """Return worry; inner ends of the brows go up, never down."""
    return [
        change(act.who, act.at_ms, 450 * act.pace, inner_brows=0.85 * act.size, brows=0.3, smile=0.02, cheeks=0.0),
        change(act.who, act.at_ms + 120, 600, lids=0.84, lean=context.value(act.who, "lean") - 0.08),
    ]


@_ENTER.verb("tired", "Lids sink, the mouth goes straight, the head hangs a little: busy or tired, never unkind.")
def play_tired(act: Act, _context: Context) -> Entries:
    """Return tiredness that stays."""
    return [
        change(act.who, act.at_ms, 900 * act.pace, lids=0.9 - 0.24 * act.size, smile=0.1, cheeks=0.05, brows=0.05),
        change(act.who, act.at_ms + 150, 1200, lean=0.05, nod=-3.0 * act.size, inner_brows=0.4),
    ]


@_ENTER.verb("droop", "Eyes drop, the smile goes, shoulders and head sink: something was lost.", takes="to", lasts=1800)
def play_droop(act: Act, _context: Context) -> Entries:
    """Return a sinking that stays."""
    who, at_ms = act.who, act.at_ms
    return [
        look(who, at_ms, act.to or "down"),
        change(who, at_ms + 120, 700 * act.pace, smile=0.0, cheeks=0.0, brows=0.12, inner_brows=0.6, lids=0.76),
        change(who, at_ms + 240, 1100 * act.pace, lean=-0.05, nod=-4.0 * act.size, breath=-0.8),
        change(who, at_ms + 1500, 1200, breath=0.0),
    ]


@_ENTER.verb("settle", "Comes to rest: the face goes quiet and open, the body as it was.", lasts=paced(1200))
def play_settle(act: Act, context: Context) -> Entries:
    """Return the way back to rest with interest."""
    return [
        change(act.who, act.at_ms, 1000 * act.pace, smile=0.36, cheeks=0.18, brows=0.26, inner_brows=0.25, lids=0.9),
        change(act.who, act.at_ms, 600, mouth=0.0, round=0.0),
        change(act.who, act.at_ms + 120, 1100 * act.pace, lean=0.2, nod=0.0, tilt=context.value(act.who, "tilt") * 0.5),
        change(act.who, act.at_ms + 100, 1400, breath=0.0),
    ]
