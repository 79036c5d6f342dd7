"""Verbs of hands with things: to take, to offer, to give, to put."""

from __future__ import annotations

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.props import KINDS
from vigwidgets.studio.script.act import Absorbed, Act, Awake
from vigwidgets.studio.script.context import Context, Grab, Release, other
from vigwidgets.studio.script.scene import Noise, Turn, Wobble
from vigwidgets.studio.script.verbs.kit import Entries, Register, busy, change, go_home, look, paced, reach

_ENTER = Register()
VERBS = _ENTER.verbs
_BOTH_HOLD_MS = 200
"""Both hands on what is handed over: five frames."""
_SLIDE_PX = 120.0


def _held_in(act: Act, context: Context) -> str:
    """Return the hand that holds the act's thing."""
    held = context.holder(act.thing, at_ms=act.at_ms)
    if held is None or held[0] != act.who:
        raise SceneRefused(
            f"{context.labels[act.who]} does not hold {act.thing!r} by then. Let them take or hold it first."
        )
    return held[1]


def _free(act: Act, context: Context) -> str:
    """Return a hand with which a thing can be taken."""
    held = context.holder(act.thing, at_ms=act.at_ms)
    if held is not None:
        raise SceneRefused(f"{context.labels[held[0]]} holds {act.thing!r} by then. Let it be put down or given first.")
    hand = context.hand(act)
    if holding := context.holds(act.who, hand, at_ms=act.at_ms):
        raise SceneRefused(f"That hand holds {holding!r} already. Choose the other hand, or let it be put down first.")
    return hand


def _heard(act: Act, context: Context, *, at_ms: int) -> Entries:
    """Return the noise a thing makes when it is put down, if it makes one."""
    prop = KINDS.get(context.things[act.thing].kind)
    return [Noise(at_ms, prop.sound, "", 0.8)] if prop and prop.sound else []


@_ENTER.verb(
    "hold",
    'Holds `thing` before the chest from now on, in one hand or, with `hand = "both"`, in two.',
    needs="thing",
    takes="hand",
    lasts=400,
)
def play_hold(act: Act, context: Context) -> Entries:
    """Return a thing in the hand at once: for the film's beginning."""
    hand = _free(act, context)
    entries: Entries = [
        Grab(act.thing, act.who, hand, act.at_ms),
        reach(act.who, hand, act.at_ms, 0, "chest", pose="grip"),
    ]
    if act.hand == "both":
        entries.append(reach(act.who, other(hand), act.at_ms, 0, f"with {act.thing}", pose="grip"))
    return entries


@_ENTER.verb(
    "turn_thing",
    "Turns the `thing` it holds this way and that, looking only at it, until the end.",
    needs="thing",
    lasts=3000,
)
def play_turn_thing(act: Act, context: Context) -> Entries:
    """Return a thing that is turned in the hands, with stops, as children do."""
    hand = _held_in(act, context)
    entries: Entries = [look(act.who, act.at_ms, act.thing), Absorbed(act.who, act.at_ms, act.end_ms)]
    start, step, yaw = act.at_ms + 250, 0, context.things[act.thing].yaw
    pauses = (850, 1100, 650, 950)
    while start + 700 <= act.end_ms:
        yaw += (54, 36, 88, -40)[step % 4] * act.size
        spot = "roll" if step % 2 == 0 else "chest"
        entries.append(Turn(act.thing, start, 760, yaw, (0.0, 10.0, -6.0, 8.0)[step % 4]))
        entries.append(reach(act.who, hand, start + 40, 800, spot, pose="grip"))
        entries.append(change(act.who, start + 120, 800, tilt=(3.0, -3.0, 5.0, 0.0)[step % 4]))
        start += 760 + pauses[step % 4]
        step += 1
    return [*entries, busy(act.who, hand, act.at_ms, act.end_ms)]


@_ENTER.verb(
    "take",
    "Looks at `thing`, reaches for it, takes it and brings it before the chest.",
    needs="thing",
    takes="hand",
    lasts=paced(1700),
)
def play_take(act: Act, context: Context) -> Entries:
    """Return eyes, lean, reach, fingers, and the way back with the thing."""
    hand, who = _free(act, context), act.who
    over, bring = context.takes_ms(act, 760), context.takes_ms(act, 820)
    grip = act.at_ms + over
    lean = context.value(who, "lean")
    return [
        look(who, act.at_ms - 160, act.thing),
        change(who, act.at_ms - 60, over, lean=min(0.95, lean + 0.45)),
        reach(who, hand, act.at_ms, over, act.thing, pose="grip", arc_px=20),
        Grab(act.thing, who, hand, grip),
        reach(who, hand, grip + 80, bring, "front", pose="grip", arc_px=16),
        change(who, grip + 120, bring, lean=lean),
        busy(who, hand, act.at_ms, grip + 80 + bring),
    ]


@_ENTER.verb(
    "put",
    "Puts the `thing` it holds `onto` another, or `at` a place, or back where it stood.",
    needs="thing",
    takes="onto at",
    lasts=paced(1500),
)
def play_put(act: Act, context: Context) -> Entries:
    """Return a careful way down, the sound of it, a small wobble, and the hand's way home."""
    hand, who = _held_in(act, context), act.who
    over = max(500, act.end_ms - act.at_ms - 250) if act.until_ms is not None else context.takes_ms(act, 1000)
    down = act.at_ms + over
    at: tuple[float, ...] = () if act.onto else act.at or context.foot(act.thing, at_ms=act.at_ms)
    goal = act.onto or ",".join(f"{px:g}" for px in at)
    lean = context.value(who, "lean")
    entries: Entries = [
        look(who, act.at_ms - 120, act.onto or act.thing),
        change(who, act.at_ms, over, lean=min(0.95, lean + 0.4)),
        reach(who, hand, act.at_ms, over, f"on {goal}", pose="grip", arc_px=24),
        Release(act.thing, who, hand, down + 50, act.onto, tuple(at)),
        *_heard(act, context, at_ms=down + 40),
        busy(who, hand, act.at_ms, down + 120),
        go_home(context, who, hand, down + 160, context.takes_ms(act, 800)),
        change(who, down + 200, 850, lean=lean),
    ]
    if act.onto:
        entries.append(Wobble(act.thing, down + 60, 600, 3.0 * act.size))
    return entries


@_ENTER.verb(
    "offer",
    "Holds out the `thing` (or, without one, an open hand) to `to`, stops short, and waits.",
    takes="thing to hand",
    lasts=2400,
)
def play_offer(act: Act, context: Context) -> Entries:
    """Return an offer that waits until the end; the eyes go up to the partner as it stops."""
    who, over = act.who, context.takes_ms(act, 720)
    hand = _held_in(act, context) if act.thing else context.hand(act)
    entries: Entries = [
        change(who, act.at_ms - 160, 180, lean=context.value(who, "lean") - 0.06),
        reach(who, hand, act.at_ms, over, "out", pose="grip" if act.thing else "open_up", arc_px=10),
        change(who, act.at_ms + 40, over + 100, lean=min(0.95, context.value(who, "lean") + 0.5)),
        look(who, act.at_ms + over // 2, context.partner(act)),
        busy(who, hand, act.at_ms, act.end_ms),
    ]
    if not act.thing:
        entries.append(go_home(context, who, hand, act.end_ms, over + 100))
    return entries


@_ENTER.verb(
    "give",
    "Gives the `thing` it holds to `to`: held out, both hands on it for five frames, let go.",
    needs="thing",
    takes="to hand",
    lasts=paced(2200),
)
def play_give(act: Act, context: Context) -> Entries:
    """Return a whole handing over: the way out, the taker's hand from below, and the taker's way back."""
    who, hand = act.who, _held_in(act, context)
    out = context.takes_ms(act, 720)
    return [
        change(who, act.at_ms, out, lean=min(0.95, context.value(who, "lean") + 0.5)),
        reach(who, hand, act.at_ms, out, "out", pose="grip", arc_px=10),
        busy(who, hand, act.at_ms, act.at_ms + out + 900),
        *_hand_over(act, context, giver=(who, hand), taker=context.partner(act), at_ms=act.at_ms + out + 120),
    ]


@_ENTER.verb(
    "receive",
    "Takes the `thing` that somebody holds out: leans in, an open hand comes under it, fingers"
    " close, the giver lets go.",
    needs="thing",
    takes="hand",
    lasts=paced(2200),
)
def play_receive(act: Act, context: Context) -> Entries:
    """Return the taker's side of a handing over; the giver's hand lets go and returns home by itself."""
    held = context.holder(act.thing, at_ms=act.at_ms)
    if held is None or held[0] == act.who:
        raise SceneRefused(f"Nobody holds {act.thing!r} out by then. Let somebody offer it first, or take it.")
    return _hand_over(act, context, giver=held, taker=act.who, at_ms=act.at_ms)


def _hand_over(act: Act, context: Context, *, giver: tuple[str, str], taker: str, at_ms: int) -> Entries:
    """Return both sides from the moment the taker's hand sets out."""
    mine = act.hand if taker == act.who and act.hand in ("left", "right") else ""
    hand = mine or context.near(taker, at_ms=at_ms)
    if not mine and context.holds(taker, hand, at_ms=at_ms):
        hand = other(hand)
    over = context.takes_ms(act, 760)
    under = at_ms + over
    free = under + 120 + _BOTH_HOLD_MS
    lean = context.value(taker, "lean")
    return [
        look(taker, at_ms - 60, act.thing),
        change(taker, at_ms, over, lean=0.95),
        reach(taker, hand, at_ms + 60, over - 60, f"under {act.thing}", pose="open_up", arc_px=6),
        reach(taker, hand, under, 200, act.thing, pose="grip"),
        Release(act.thing, *giver, free),
        Grab(act.thing, taker, hand, free),
        reach(*giver, free, 160, act.thing, pose="open"),
        look(giver[0], free + 80, taker),
        go_home(context, *giver, free + 200, 900),
        change(giver[0], free + 200, 900, lean=0.25),
        reach(taker, hand, free + 120, 800, "front", pose="grip", arc_px=8),
        change(taker, free + 160, 900, lean=max(0.3, lean)),
        Awake(taker, at_ms, free + 160),
        Awake(giver[0], at_ms, free + 160),
        look(taker, free + 360, giver[0]),
        busy(taker, hand, at_ms, free + 800),
    ]


@_ENTER.verb(
    "push",
    "Slides `thing` with the fingers `at` a place, or a hand's width towards `to`.",
    needs="thing",
    takes="to at hand",
    lasts=paced(1500),
)
def play_push(act: Act, context: Context) -> Entries:
    """Return a touch, a slide and the hand's way home."""
    who, hand = act.who, _free(act, context)
    over, slide = context.takes_ms(act, 620), context.takes_ms(act, 640)
    x, y = context.foot(act.thing, at_ms=act.at_ms)
    facing = 1 if context.staging(who, at_ms=act.at_ms).facing == "right" else -1
    at = act.at or (x + facing * _SLIDE_PX * act.size, y)
    touch = act.at_ms + over
    return [
        look(who, act.at_ms - 120, act.thing),
        change(who, act.at_ms, over, lean=min(0.9, context.value(who, "lean") + 0.35)),
        reach(who, hand, act.at_ms, over, act.thing, pose="reach", arc_px=14),
        Grab(act.thing, who, hand, touch + 40),
        reach(who, hand, touch + 60, slide, f"on {at[0]:g},{at[1]:g}", pose="reach"),
        Release(act.thing, who, hand, touch + 100 + slide, "", tuple(at)),
        Noise(touch + 60, "cloth", "", 0.4),
        look(who, touch + slide, context.partner(act)),
        busy(who, hand, act.at_ms, touch + 140 + slide),
        change(who, touch + slide + 200, 800, lean=context.value(who, "lean")),
        go_home(context, who, hand, touch + slide + 220, 800),
    ]
