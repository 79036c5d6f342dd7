"""Verbs of empty hands: to point, to clap, to rest somewhere."""

from __future__ import annotations

from vigwidgets.studio.acting.spots import SPOTS
from vigwidgets.studio.script.act import Act
from vigwidgets.studio.script.context import Context, Rests
from vigwidgets.studio.script.scene import Noise
from vigwidgets.studio.script.verbs.kit import (
    Entries,
    Register,
    beats,
    busy,
    change,
    go_home,
    look,
    paced,
    reach,
    times,
)

_ENTER = Register()
VERBS = _ENTER.verbs
_LATE_MS = 80
"""The second hand begins two frames after the first: both never do the same at once."""


@_ENTER.verb(
    "hands_to",
    "Brings a hand or both to rest at `to`: a spot of the body (lap, knee, side, edge, chin,"
    " chest, crossed …) or `at` something; there they return to from now on.",
    needs="to",
    takes="hand",
    lasts=paced(800),
)
def play_hands_to(act: Act, context: Context) -> Entries:
    """Return a resting place for hands; before the film begins they are simply there."""
    over = 0 if act.at_ms <= context.start_ms else context.takes_ms(act, 750)
    entries: Entries = []
    for index, hand in enumerate(context.hands(act)):
        start = act.at_ms + (_LATE_MS * index if over else 0)
        how = "lap" if act.to == "lap" else "rest"
        to = act.to if act.to in SPOTS or " " in act.to else f"at {act.to}"
        entries += [
            reach(act.who, hand, start, over, to, pose=how, arc_px=8 if over else 0),
            Rests(act.who, hand, start, to, how),
            busy(act.who, hand, start, start + over),
        ]
    return entries


@_ENTER.verb(
    "fold_arms", "Folds the arms before the chest; they stay so until the hands do something else.", lasts=paced(900)
)
def play_fold_arms(act: Act, context: Context) -> Entries:
    """Return folded arms, one after the other."""
    return _both(act, context, "crossed", how="rest", usual_ms=800)


@_ENTER.verb(
    "open_hands",
    "Opens a hand or both before the body, palms up, and keeps them open until the end.",
    takes="hand",
    lasts=1800,
)
def play_open_hands(act: Act, context: Context) -> Entries:
    """Return open hands and their way home."""
    return _both(act, context, "front", how="open_up", usual_ms=650, stay=True)


@_ENTER.verb("pull_sleeves", "Pulls the sleeves over the hands and keeps them in the lap.", lasts=paced(1500))
def play_pull_sleeves(act: Act, context: Context) -> Entries:
    """Return hands that meet before the chest and go down together."""
    over = context.takes_ms(act, 520)
    entries: Entries = []
    for index, hand in enumerate(("left", "right")):
        start = act.at_ms + index * _LATE_MS
        entries += [
            reach(act.who, hand, start, over, "chest", pose="grip", arc_px=6),
            reach(act.who, hand, start + over + 200, over + 150, "lap", pose="rest"),
            Rests(act.who, hand, start + over + 200, "lap", "rest"),
            busy(act.who, hand, start, start + 2 * over + 350),
        ]
    entries.append(change(act.who, act.at_ms + 200, 900, lean=0.05, smile=0.05, lids=0.78))
    return entries


def _both(act: Act, context: Context, spot: str, *, how: str, usual_ms: float, stay: bool = False) -> Entries:
    over = context.takes_ms(act, usual_ms)
    entries: Entries = []
    for index, hand in enumerate(context.hands(act)):
        start = act.at_ms + index * _LATE_MS
        ends = max(start + over, act.end_ms) if stay else start + over
        entries += [reach(act.who, hand, start, over, spot, pose=how, arc_px=10), busy(act.who, hand, start, ends)]
        if stay:
            entries.append(go_home(context, act.who, hand, ends + index * 60, over + 120))
    return entries


@_ENTER.verb(
    "point",
    "Points at `to`: arm first, finger last; then the eyes look whether the partner follows.",
    needs="to",
    takes="hand",
    lasts=1800,
)
def play_point(act: Act, context: Context) -> Entries:
    """Return a point and its way home."""
    hand, over = context.hand(act), context.takes_ms(act, 620)
    others = [one for one in context.cast if one != act.who]
    entries: Entries = [
        look(act.who, act.at_ms - 80, act.to),
        reach(act.who, hand, act.at_ms, over, f"point {act.to}", pose="point", arc_px=10),
        busy(act.who, hand, act.at_ms, act.end_ms),
        change(act.who, act.at_ms + 120, 600, lean=context.value(act.who, "lean") + 0.15),
        go_home(context, act.who, hand, act.end_ms, over),
    ]
    if others:
        entries.append(look(act.who, act.at_ms + over + 240, context.neighbour(act.who, at_ms=act.at_ms)))
    return entries


@_ENTER.verb(
    "tap",
    "Touches or taps `to` with the fingers, once or `times`.",
    needs="to",
    takes="hand times",
    lasts=lambda act, context: context.takes_ms(act, 520) + max(1, act.times) * 380,
)
def play_tap(act: Act, context: Context) -> Entries:
    """Return a hand that goes there, touches it with small lifts, and goes home."""
    hand, over = context.hand(act), context.takes_ms(act, 520)
    to = f"at {act.to}"
    entries: Entries = [
        look(act.who, act.at_ms - 60, act.to),
        change(act.who, act.at_ms, over, lean=min(0.95, context.value(act.who, "lean") + 0.45)),
        reach(act.who, hand, act.at_ms, over, to, pose="reach", arc_px=18),
        Noise(act.at_ms + over, "pat", act.who, 0.6),
    ]
    for index in range(1, max(1, act.times)):
        start = act.at_ms + over + (index - 1) * 380
        entries.append(reach(act.who, hand, start + 40, 340, to, pose="reach", arc_px=14))
        entries.append(Noise(start + 380, "pat", act.who, 0.6))
    ends = max(act.end_ms, act.at_ms + over + 200)
    return [
        *entries,
        busy(act.who, hand, act.at_ms, ends),
        change(act.who, ends, over + 80, lean=context.value(act.who, "lean")),
        go_home(context, act.who, hand, ends, over + 80),
    ]


@_ENTER.verb(
    "clap",
    "Claps to `to`, twice or `times`; it is heard.",
    takes="to times",
    lasts=lambda act, context: context.takes_ms(act, 500) + (act.times or 2) * context.takes_ms(act, 360),
)
def play_clap(act: Act, context: Context) -> Entries:
    """Return hands that come up, meet and part, each clap with its sound."""
    up, each = context.takes_ms(act, 480), context.takes_ms(act, 360)
    entries: Entries = [look(act.who, act.at_ms + 120, act.to or context.partner(act))]
    count = act.times or 2
    near = context.near(act.who, at_ms=act.at_ms)
    for hand in ("left", "right"):
        late = 0 if hand == near else 40
        entries.append(reach(act.who, hand, act.at_ms + late, up, "front", pose="open", arc_px=8))
        for index in range(count):
            start = act.at_ms + up + index * each
            entries.append(reach(act.who, hand, start, each * 0.42, "chest", pose="reach"))
            entries.append(reach(act.who, hand, start + each * 0.45, each * 0.5, "front", pose="open"))
        ends = act.at_ms + up + count * each
        entries.append(busy(act.who, hand, act.at_ms, ends))
        entries.append(go_home(context, act.who, hand, ends + late, up + 150))
    claps = [act.at_ms + up + index * each + each * 0.36 for index in range(count)]
    return [*entries, *(Noise(round(clap), "clap", act.who, min(1.0, 0.8 * act.size)) for clap in claps)]


@_ENTER.verb(
    "wave", "Lifts a hand and waves to `to`, three times or `times`.", takes="to hand times", lasts=times(330, usual=5)
)
def play_wave(act: Act, context: Context) -> Entries:
    """Return a wave and its way home."""
    hand, up, each = context.hand(act), context.takes_ms(act, 520), context.takes_ms(act, 300)
    entries: Entries = [
        look(act.who, act.at_ms, act.to or context.partner(act)),
        reach(act.who, hand, act.at_ms, up, "up", pose="open", arc_px=6),
    ]
    ends = float(act.at_ms + up)
    for index in range(act.times or 3):
        spot, how = ("out", "reach") if index % 2 == 0 else ("up", "open")
        entries.append(reach(act.who, hand, ends, each, spot if act.size > 1 else "up", pose=how, arc_px=6))
        ends += each
    return [
        *entries,
        busy(act.who, hand, act.at_ms, ends),
        go_home(context, act.who, hand, ends, up + 100),
    ]


@_ENTER.verb(
    "lean_on",
    "Rests the chin on a hand, or with `to` a hand on somebody's shoulder, knee or hand.",
    takes="to hand",
    lasts=2600,
)
def play_lean_on(act: Act, context: Context) -> Entries:
    """Return a hand that rests there until the end."""
    hand, over = context.hand(act), context.takes_ms(act, 800)
    to = f"at {act.to}" if act.to and act.to not in SPOTS else act.to or "chin"
    return [
        reach(act.who, hand, act.at_ms, over, to, pose="rest", arc_px=12),
        busy(act.who, hand, act.at_ms, act.end_ms),
        change(act.who, act.at_ms + 100, 900, lean=context.value(act.who, "lean") + 0.2 * act.size),
        go_home(context, act.who, hand, act.end_ms, over),
    ]


@_ENTER.verb(
    "fidget",
    "Small lives of the hands: the fingers of `hand` close and open again where they are.",
    takes="hand times",
    lasts=times(700, usual=2),
)
def play_fidget(act: Act, context: Context) -> Entries:
    """Return fingers that move without the hand going anywhere."""
    hand = context.hand(act)
    spot, how = context.home(act.who, hand, at_ms=act.at_ms)
    entries: Entries = []
    starts = beats(act, each_ms=700 * act.pace, usual=2)
    for at_ms in starts:
        entries.append(reach(act.who, hand, at_ms, 280, spot, pose="grip"))
        entries.append(reach(act.who, hand, at_ms + 320, 320, spot, pose=how))
    return [*entries, busy(act.who, hand, starts[0], starts[-1] + 640)]


@_ENTER.verb("thumb_up", "Puts a thumb up before the chest.", takes="to hand", lasts=1600)
def play_thumb_up(act: Act, context: Context) -> Entries:
    """Return a thumb up, with a look, and the hand's way home."""
    hand, over = context.hand(act), context.takes_ms(act, 520)
    return [
        look(act.who, act.at_ms, act.to or context.partner(act)),
        reach(act.who, hand, act.at_ms, over, "front", pose="thumb_up", arc_px=8),
        busy(act.who, hand, act.at_ms, act.end_ms),
        go_home(context, act.who, hand, act.end_ms, over + 100),
    ]
