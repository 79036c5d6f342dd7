"""Puts drawn exchanges into time: acts of two people, with the marks they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vigwidgets.studio.practice import grammar, lines
from vigwidgets.studio.practice.cast import PROPS
from vigwidgets.studio.practice.dice import LATE_MS, Dice
from vigwidgets.studio.practice.grammar import Exchange
from vigwidgets.studio.practice.sayings import note
from vigwidgets.studio.practice.staging import Stage
from vigwidgets.studio.script.act import Act
from vigwidgets.studio.script.context import TEMPO

_USUAL_MS: Final = {
    "look": 1500, "glance": 750, "smile": 1700, "beam": 1800, "turn_away": 3000, "think": 2500, "take": 1900,
    "point": 1900, "push": 1700, "tap": 1300, "bounce": 1400, "clap": 1500, "wave": 1900, "nod": 900, "shake": 1100,
    "sway": 2200, "rock": 2400, "droop": 2200, "open_hands": 2000, "thumb_up": 1800, "breathe_out": 2200,
    "sit_back": 1800, "kick": 1600, "wiggle": 1500,
}  # fmt: skip
_PACED: Final = frozenset({"take", "point", "push", "tap", "clap", "wave", "thumb_up", "open_hands"})
_BODY_MS: Final = {"notice": 1300, "lean_in": 1500, "follow": 1500, "nod": 950, "smile": 1700, "beam": 1800,
                   "laugh": 1500, "sit_back": 2200, "warm": 2200}  # fmt: skip
_RESPONSE_MS: Final = {"nod": 900, "smile": 1500, "beam": 1600, "look": 1300, "brighten": 1200}
_LAST_MS: Final = 1900


@dataclass(slots=True)
class Play:
    """What is played so far."""

    stage: Stage
    dice: Dice
    folder: Path
    allowed: frozenset[str]
    level: int
    acts: list[Act] = field(default_factory=list[Act])
    calm_ms: list[int] = field(default_factory=list[int])
    initiatives: int = 0
    held: str = ""

    @property
    def guider(self) -> str:
        """Who receives."""
        return self.stage.pair.guider

    @property
    def partner(self) -> str:
        """Who begins."""
        return self.stage.pair.partner

    def add(self, who: str, at_ms: float, do: str, **more: object) -> Act:
        """Add an act and return it; times are rounded to whole frames."""
        until = more.pop("until_ms", None)
        if isinstance(to := more.get("to"), str):
            more["to"] = self.stage.target(to)
        act = Act(who, _frame(at_ms), do, _frame(until) if isinstance(until, (int, float)) else None, **more)  # type: ignore[arg-type]
        self.acts.append(act)
        return act

    def length(self, line: str) -> int:
        """Return how long a line sounds."""
        return lines.line(self.folder, line).length_ms

    def text(self, line: str) -> str:
        """Return the words of a line, or what a sound is."""
        return lines.line(self.folder, line).text


def play(
    exchanges: Sequence[Exchange], *, stage: Stage, dice: Dice, folder: Path, allowed: frozenset[str], level: int,
    length_ms: int,
) -> Play:  # fmt: skip
    """Return as many exchanges as fit into `length_ms`, in time, with a calm beginning and end."""
    now = Play(stage, dice, folder, allowed, level)
    _begin(now)
    at_ms = float(dice.between("tempo", 900, 2600))
    bridge, seen = dice.one("tempo", grammar.BRIDGES[:4]), dice.one("tempo", ("face", "hands", "same"))
    _moment(now, bridge, 0, at_ms, target=_absorbed_in(now), seen=seen)
    for one in exchanges:
        before = len(now.acts), now.initiatives, now.held, len(now.calm_ms)
        ends = _exchange(now, one, at_ms)
        if ends > length_ms - _LAST_MS:
            del now.acts[before[0] :], now.calm_ms[before[3] :]
            now.initiatives, now.held = before[1], before[2]
            continue
        at_ms = ends
    _close(now, at_ms, length_ms)
    return now


def _begin(now: Play) -> None:
    """Lay hands and things where they are when the film begins."""
    start = now.stage.start_ms
    now.add(now.guider, start, "hands_to", to="edge" if now.stage.setting.guider == "stand" else "lap")
    if not now.stage.has_table and now.stage.things:
        now.held = now.stage.things[0]
        both = PROPS[now.held].side > 80
        now.add(now.partner, start, "hold", thing=now.held, **({"hand": "both"} if both else {}))
    elif now.stage.has_table:
        now.add(now.partner, start, "hands_to", to="edge" if now.stage.setting.partner == "stand" else "lap")
    now.add(now.partner, start, "look", to=_absorbed_in(now))


def _absorbed_in(now: Play) -> str:
    return now.stage.things[0] if now.stage.things else now.stage.spots[0]


def _exchange(now: Play, one: Exchange, at_ms: float) -> float:
    """Play one exchange and return when it ends."""
    if one.thing and one.kind in ("offer", "show") and now.held != one.thing:
        if not now.stage.has_table:
            return float("inf")
        now.add(now.partner, at_ms, "take", thing=one.thing, hand=now.stage.hand(one.thing))
        at_ms += _paced(now.partner, 1900) + 200
        now.held = one.thing
    elif one.thing and one.kind in grammar.OWN_HANDS and now.held:
        return float("inf")
    now.initiatives += 1
    mark = f"I{now.initiatives}"
    if one.missed:
        at_ms = _miss(now, one, at_ms, mark)
        now.initiatives += 1
        mark = f"I{now.initiatives}"
    ends = _initiative(now, one, at_ms, mark)
    ends = _receive(now, one, at_ms, ends, mark)
    ends = _tidy(now, one, ends)
    return _bridge(now, one, ends)


def _begin_note(now: Play, one: Exchange) -> str:
    key = {"look": "look_person", "look_spot": "look", "movement": one.verb}.get(one.kind, one.kind)
    target = one.thing or (one.to if one.to in (*now.stage.spots, *now.stage.things) else "down")
    words = now.text(one.line) if one.line else ""
    return note("begin", key, a=now.partner, b=now.guider, target=target, words=words)


def _initiative(now: Play, one: Exchange, at_ms: float, mark: str, *, quick: bool = False) -> float:
    """Play an initiative; return when what is seen or heard of it ends."""
    who, said = now.partner, _begin_note(now, one)
    small = now.level >= 3 and one.kind in ("look", "movement") and now.dice.comes_up("detail", one_in=3)
    manner = "small" if small else "big" if now.level == 1 and one.kind == "movement" else ""
    if one.kind in ("words", "sound", "laugh"):
        now.add(who, at_ms, "look", to=now.guider)
        start = at_ms + 160
        ends = start + now.length(one.line)
        now.add(who, start, one.verb, line=one.line, to=now.guider, mark=mark, note=said, until_ms=ends)
        return ends
    lasts = _paced(who, _USUAL_MS[_verb(one)]) if _verb(one) in _PACED else _USUAL_MS[_verb(one)]
    lasts = lasts * (0.7 if quick else 1.0)
    ends = at_ms + lasts
    common = {"mark": mark, "note": said, "until_ms": ends, "manner": manner}
    if one.kind in ("look", "look_spot"):
        now.add(who, at_ms, "look", to=one.to, **common)
    elif one.kind == "reach":
        now.add(who, at_ms, "take", thing=one.thing, hand=now.stage.hand(one.thing), mark=mark, note=said)
        now.held = one.thing
    elif one.kind in ("offer", "show"):
        common["until_ms"] = ends = at_ms + (3400 if one.kind == "offer" else 2600)
        now.add(who, at_ms, "offer", thing=one.thing, to=now.guider, **common)
    elif one.kind == "push":
        now.add(who, at_ms, "push", thing=one.thing, hand=now.stage.hand(one.thing), to=now.guider, manner="small",
                mark=mark, note=said)  # fmt: skip
    elif one.verb in ("tap", "point"):
        hand = now.stage.hand(one.thing) if one.verb == "tap" else ""
        now.add(who, at_ms, one.verb, to=one.to, hand=hand, **common)
    elif one.kind == "smile":
        now.add(who, at_ms, "look", to=now.guider)
        now.add(who, at_ms + 120, one.verb, to=now.guider, **common)
    elif one.kind in ("turn_away", "pause"):
        now.add(who, at_ms, one.verb, to=one.to, **common)
    else:
        if one.verb not in ("droop", "breathe_out", "sit_back", "rock"):
            now.add(who, at_ms - 80, "look", to=now.guider)
        common["to"] = now.guider
        now.add(who, at_ms, one.verb, hand=_waving(now, who) if one.verb == "wave" else "", **common)
    return ends


def _verb(one: Exchange) -> str:
    return {"offer": "take", "show": "take"}.get(one.verb, one.verb)


def _paced(who: str, usual_ms: float) -> float:
    return usual_ms * TEMPO.get(who, 1.0)


def _miss(now: Play, one: Exchange, at_ms: float, mark: str) -> float:
    """Play an initiative that goes unseen; return when it may be tried again."""
    said = note("missed", "note", a=now.guider, b=now.partner, target=one.missed)
    now.add(now.guider, at_ms - 500, "look", to=one.missed, missed=(mark,), note=said)
    ends = _initiative(now, one, at_ms, mark, quick=True)
    now.add(now.guider, ends + 700, "look", to=now.partner)
    return ends + 1300


def _receive(now: Play, one: Exchange, at_ms: float, ends: float, mark: str) -> float:
    """Play the reception with the body, then with words, and perhaps a response; return when it is over."""
    spoken = one.kind in ("words", "sound", "laugh")
    late = now.dice.between("gaps", *LATE_MS) if one.late else 0
    if spoken:
        starts = ends + (late or now.dice.gap_ms(level=now.level))
        body_at = at_ms + 160 + now.dice.latency_ms(level=now.level)
        body_at = min(body_at, starts - 200) if one.body not in ("echo", "laugh") else starts
    else:
        body_at = at_ms + (late or now.dice.latency_ms(level=now.level))
        starts = body_at
    if one.late:
        body_at = starts
    if one.body == "receive":
        body_at = max(body_at, at_ms + _paced(now.partner, 720) * 1.05)
    body_ends = _with_body(now, one, body_at, mark)
    over = max(ends, body_ends)
    if one.words:
        start = max(starts + (0 if spoken else 650), body_at + 350, ends + 120 if one.kind == "reach" else 0)
        over = max(over, _with_words(now, one, start, mark))
    if one.response:
        start = over + now.dice.between("tempo", 250, 600) - (400 if one.words else 0)
        over = _respond(now, one, start, mark, since=max(ends, body_ends))
    return over


def _with_body(now: Play, one: Exchange, at_ms: float, mark: str) -> float:
    who, shows = now.guider, grammar.shown(one.body, allowed=now.allowed)
    said = note("receive", one.body, a=who, b=now.partner)
    common = {"answers": (mark,), "principles": shows, "note": said}
    if one.body == "receive":
        now.add(who, at_ms, "receive", thing=one.thing, **common)
        return at_ms + 2300
    if one.body == "follow":
        now.add(who, at_ms, "look", to=one.to, until_ms=at_ms + _BODY_MS["follow"], **common)
        return at_ms + _BODY_MS["follow"]
    if one.body == "laugh":
        line = next(iter(lines.sounds(now.folder, who=who, names=("small_laugh", "chuckle", "laugh"))), None)
        key = line.key if line else ""
        until = at_ms + (now.length(key) if key else 1400)
        now.add(who, at_ms, "laugh", line=key, to=now.partner, until_ms=until, **common)
        return until
    if one.body == "echo":
        return _echo(now, one, at_ms, common)
    until = at_ms + _BODY_MS[one.body]
    if one.body not in ("sit_back", "warm") or one.kind != "turn_away":
        now.add(who, at_ms - 40, "look", to=now.partner)
    now.add(who, at_ms, one.body, to=now.partner, until_ms=until, **common)
    return until


def _echo(now: Play, one: Exchange, at_ms: float, common: dict[str, object]) -> float:
    """Give back a movement or a sound."""
    if one.echo in grammar.ECHOES:
        until = at_ms + _USUAL_MS[one.echo]
        x, y = now.stage.before_guider()
        to = f"{x:g},{y:g}" if one.echo == "tap" else now.partner
        hand = _waving(now, now.guider) if one.echo == "wave" else ""
        now.add(now.guider, at_ms, one.echo, to=to, until_ms=until, hand=hand, **common)
        return until
    until = at_ms + now.length(one.echo)
    now.add(now.guider, at_ms - 40, "look", to=now.partner)
    now.add(now.guider, at_ms, "sound", line=one.echo, until_ms=until, **common)
    return until


def _waving(now: Play, who: str) -> str:
    """Return the hand away from the camera: it does not cover the face."""
    on_the_left = (who == now.partner) == (now.stage.side == "left")
    return "left" if on_the_left else "right"


def _with_words(now: Play, one: Exchange, at_ms: float, mark: str) -> float:
    entry = lines.line(now.folder, one.words)
    until = at_ms + entry.length_ms
    now.add(
        now.guider, at_ms, "say", line=entry.key, to=now.partner, until_ms=until, answers=(mark,),
        principles=tuple(key for key in entry.use if key in now.allowed),
        note=note("receive", "words", a=now.guider, b=now.partner, words=entry.text),
    )  # fmt: skip
    return until


def _respond(now: Play, one: Exchange, at_ms: float, mark: str, *, since: float) -> float:
    start = max(at_ms, since + 200)
    until = start + _RESPONSE_MS[one.response]
    said = note("respond", one.response, a=now.partner, b=now.guider)
    if one.response != "look":
        now.add(now.partner, start - 80, "look", to=now.guider)
    now.add(
        now.partner, start, one.response, to=now.guider, until_ms=until, answers=(f"R{mark.lstrip('I')}",), note=said
    )
    return until


def _tidy(now: Play, one: Exchange, at_ms: float) -> float:
    """Bring what was given or taken back to where it stood."""
    if one.kind == "offer":
        now.held = ""
        if now.stage.has_table:
            now.add(now.guider, at_ms + 300, "put", thing=one.thing, at=now.stage.before_guider())
            return at_ms + 2400
        now.add(now.guider, at_ms + 400, "give", thing=one.thing, to=now.partner)
        now.held = one.thing
        return at_ms + 3300
    if one.kind in ("reach", "show") and now.stage.has_table:
        now.add(now.partner, at_ms + 300, "put", thing=one.thing)
        now.held = ""
        return at_ms + _paced(now.partner, 2300)
    return at_ms


def _bridge(now: Play, one: Exchange, at_ms: float) -> float:
    """Play what leads on to the next initiative: a wait, a joint look, words that carry something."""
    start = at_ms + now.dice.between("tempo", 250, 600)
    now.calm_ms.append(_frame(start))
    if one.moment:
        entry = lines.line(now.folder, one.moment)
        shows = tuple(key for key in entry.use if key in now.allowed)
        said = note("moment", "words", a=now.guider, b=now.partner, words=entry.text)
        until = start + entry.length_ms
        now.add(now.guider, start, "look", to=now.partner)
        now.add(
            now.guider, start + 120, "say", line=entry.key, to=now.partner, until_ms=until + 120, principles=shows,
            note=said,
        )  # fmt: skip
        start = until + 350
    rest = one.rest
    lasts = now.dice.wait_ms(now.partner) if one.bridge == "wait" else now.dice.between("waits", 1500, 2800)
    now.add(now.partner, start + 200, "settle")
    now.add(now.partner, start + 240, "look", to=rest)
    _moment(now, one.bridge, start, start + lasts, target=rest, seen=one.seen)
    return start + lasts + now.dice.between("tempo", 150, 500)


def _moment(now: Play, bridge: str, at_ms: float, until_ms: float, *, target: str, seen: str) -> None:
    """Play the guider's part of a bridge, marked as a moment where it shows what is asked for."""
    who = now.guider
    shows = grammar.shown(bridge, allowed=now.allowed)
    near = "right" if now.stage.side == "left" else "left"
    # hands in a lap behind a table cannot be seen: then what the partner looks at says what comes next
    hands = f"{now.partner}.{near}" if now.held or not now.stage.has_table else target
    to = {"face": now.partner, "hands": hands, "same": target}[seen]
    if bridge == "wait":
        to = now.partner
    elif bridge == "look_for":
        to = hands
    elif bridge == "together":
        to = target
    said = note("moment", bridge, a=who, b=now.partner, target=target)
    common = {"principles": shows, "note": said if shows else "", "until_ms": until_ms}
    if bridge == "wait":
        now.add(who, at_ms, "wait", to=to, **common)
    elif bridge == "enjoy":
        now.add(who, at_ms, "smile", to=now.partner, until_ms=until_ms)
        now.add(who, at_ms + 40, "watch", to=to, **common)
    else:
        now.add(who, at_ms, "watch", to=to, **common)


def _close(now: Play, at_ms: float, length_ms: int) -> None:
    """Let the clip end as it began: two who are with each other, in one of several ways."""
    how = now.dice.one("tempo", ("eyes", "thing", "partner_goes_on", "nod", "warm"))
    common = _absorbed_in(now)
    first = now.guider if how == "thing" else now.partner
    second = now.partner if how == "thing" else now.guider
    to = {"eyes": now.guider, "partner_goes_on": common, "thing": common, "nod": now.guider, "warm": now.guider}[how]
    now.add(first, at_ms + 100, "look", to=to)
    now.add(second, at_ms + 450, "look", to=to if to == common else first)
    if how == "eyes":
        now.add(now.partner, at_ms + 400, "brighten", until_ms=length_ms)
        now.add(now.guider, at_ms + 900, "warm", until_ms=length_ms)
    elif how == "nod":
        now.add(now.guider, at_ms + 700, "nod", until_ms=at_ms + 1500)
    elif how == "warm":
        now.add(now.partner, at_ms + 500, "smile", until_ms=length_ms)
    else:
        now.add(now.guider, at_ms + 800, "lean_in", until_ms=length_ms)


def _frame(time_ms: float) -> int:
    return round(time_ms / 40) * 40
