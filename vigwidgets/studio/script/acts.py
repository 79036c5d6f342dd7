"""From acts to the low-level lists of a scene: who looks, changes, reaches, carries and says what, and when."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.script import autopilot
from vigwidgets.studio.script import scene as forms
from vigwidgets.studio.script.act import Act, Busy
from vigwidgets.studio.script.context import Context, Grab, Release, Soft
from vigwidgets.studio.script.verbs import VERBS, VOICES

Refuse = Callable[[object, str], SceneRefused]
"""Returns the refusal of an act or entry, with the line where it stands."""
Entry = Any
_KINDS: Mapping[type, str] = {
    forms.Look: "looks",
    forms.Change: "changes",
    forms.Reach: "reaches",
    forms.Carry: "carries",
    forms.Turn: "turns",
    forms.Wobble: "wobbles",
    forms.Bounce: "bounces",
    forms.Blinks: "blinks",
    forms.Says: "says",
    forms.Noise: "noises",
    forms.Staging: "stagings",
    forms.SceneMark: "marks",
}


@dataclasses.dataclass(slots=True)
class _Played:
    """What one act has become so far."""

    act: Act
    entries: list[Entry]


def expand(
    acts: Sequence[Act], *, context: Context, poster_ms: int, seed: int, refuse: Refuse
) -> tuple[dict[str, list[Entry]], dict[int, Act]]:
    """Return the entries that acts add to each list of a scene, and from which act each came (by `id` of the entry).

    `context` holds the written entries; these stay as they are and are merged with what is returned.

    Raises:
        SceneRefused: an act cannot be done; the sentence says which and why.
    """
    written = context.played
    context = dataclasses.replace(context, marked=_marked(acts, written))
    played: list[_Played] = []
    for act in _timed(acts, context, refuse=refuse):
        now = dataclasses.replace(context, played=(*written, *_all(played)))
        try:
            new = [_inside(entry, context) for entry in VERBS[act.do].play(act, now)]
        except SceneRefused as exc:
            raise refuse(act, exc.sentence) from exc
        for earlier in played:
            earlier.entries = list(_overtaken(earlier.entries, by=new))
        played.append(_Played(act, new))
    _check_speech([one.act for one in played], context, refuse=refuse)
    _check_hands(played, context, refuse=refuse)
    _settle_hands(played)
    _carry(played, written, context, refuse=refuse)
    pilot = autopilot.fly(
        dataclasses.replace(context, played=(*written, *_all(played))),
        begins=[(act.act.who, act.act.at_ms) for act in played],
        poster_ms=poster_ms,
        seed=seed,
    )
    ids = {one.id for one in written if isinstance(one, forms.SceneMark)}
    played += [_Played(act, list(marks)) for act, marks in _marks([one.act for one in played], ids)]
    lists: dict[str, list[Entry]] = {}
    origin: dict[int, Act] = {}
    for one in played:
        for entry in one.entries:
            if name := _KINDS.get(type(entry)):
                if getattr(entry, "at_ms", 0) >= context.latest_ms and not isinstance(entry, forms.Says):
                    continue
                lists.setdefault(name, []).append(entry)
                origin[id(entry)] = one.act
    for entry in pilot:
        lists.setdefault(_KINDS[type(entry)], []).append(entry)
    return lists, origin


def _marked(acts: Iterable[Act], written: Iterable[object]) -> dict[str, str]:
    """Return who did what is marked, by the id of the mark."""
    found = {one.id: one.who for one in written if isinstance(one, forms.SceneMark)}
    return found | {act.mark: act.who for act in acts if act.mark}


def _timed(acts: Sequence[Act], context: Context, *, refuse: Refuse) -> list[Act]:
    """Return the acts by time, each with its end; an act without an end of its own lasts until the next."""
    ordered = sorted(acts, key=lambda one: one.at_ms)
    timed: list[Act] = []
    for act in ordered:
        if act.until_ms is None:
            following = (one.at_ms for one in ordered if one.who == act.who and one.at_ms > act.at_ms)
            ends = next(following, context.latest_ms)
            lasts = VERBS[act.do].lasts
            if lasts is not None:
                try:
                    ends = act.at_ms + (lasts if isinstance(lasts, int) else lasts(act, context))
                except SceneRefused as exc:
                    raise refuse(act, exc.sentence) from exc
            timed.append(dataclasses.replace(act, until_ms=max(ends, act.at_ms + 1)))
        else:
            timed.append(act)
    return timed


def _all(played: Iterable[_Played]) -> list[Entry]:
    return [entry for one in played for entry in one.entries]


def _inside(entry: Entry, context: Context) -> Entry:
    """Return an entry that begins no earlier than the film."""
    early = getattr(entry, "at_ms", None)
    if early is not None and early < context.start_ms:
        return dataclasses.replace(entry, at_ms=context.start_ms)
    return entry


def _overtaken(entries: Iterable[Entry], *, by: Sequence[Entry]) -> Iterable[Entry]:
    """Yield the entries of an earlier act without the looks and changes that a later act has taken over."""
    looks: dict[str, int] = {}
    parts: dict[tuple[str, str], int] = {}
    for one in by:
        if isinstance(one, forms.Look):
            looks[one.who] = min(looks.get(one.who, one.at_ms), one.at_ms)
        elif isinstance(one, forms.Change):
            for part, _ in one.values:
                key = (one.who, part)
                parts[key] = min(parts.get(key, one.at_ms), one.at_ms)
    for entry in entries:
        if isinstance(entry, forms.Look) and entry.at_ms >= looks.get(entry.who, entry.at_ms + 1):
            continue
        if isinstance(entry, forms.Change):
            kept = tuple(
                (part, value)
                for part, value in entry.values
                if entry.at_ms < parts.get((entry.who, part), entry.at_ms + 1)
            )
            if not kept:
                continue
            if kept != entry.values:
                yield dataclasses.replace(entry, values=kept)
                continue
        yield entry


def _check_speech(acts: Iterable[Act], context: Context, *, refuse: Refuse) -> None:
    """Refuse somebody who would speak over their own words."""
    silent_from: dict[str, int] = {}
    for act in acts:
        if act.line and act.do in VOICES:
            if act.at_ms < silent_from.get(act.who, act.at_ms):
                label = context.labels[act.who]
                raise refuse(act, f"{label} still speaks until {silent_from[act.who]} ms. Let this line begin later.")
            silent_from[act.who] = act.at_ms + context.line(act).length_ms


def _check_hands(played: Sequence[_Played], context: Context, *, refuse: Refuse) -> None:
    """Refuse a hand that is asked to do two things at once."""
    works = [(work, one.act) for one in played for work in one.entries if isinstance(work, Busy)]
    for index, (work, act) in enumerate(works):
        for earlier, before in works[:index]:
            together = work.at_ms < earlier.until_ms and earlier.at_ms < work.until_ms
            if before is not act and (work.who, work.hand) == (earlier.who, earlier.hand) and together:
                label = context.labels[work.who]
                raise refuse(
                    act,
                    f"{label}'s {work.hand} hand is still busy with {before.do!r} until {earlier.until_ms} ms. "
                    "Begin later, or choose the other hand.",
                )


def _settle_hands(played: Sequence[_Played]) -> None:
    """Turn ways home into reaches, but for those of hands that are wanted for something else by then."""
    works = [work for work in _all(played) if isinstance(work, Busy)]
    for one in played:
        own = {id(entry) for entry in one.entries}
        kept: list[Entry] = []
        for entry in one.entries:
            if not isinstance(entry, Soft):
                kept.append(entry)
            elif not any(
                id(work) not in own
                and (work.who, work.hand) == (entry.reach.who, entry.reach.hand)
                and entry.reach.at_ms <= work.at_ms < entry.reach.at_ms + entry.reach.over_ms
                for work in works
            ):
                kept.append(entry.reach)
        one.entries = kept


def _carry(played: Sequence[_Played], written: Iterable[object], context: Context, *, refuse: Refuse) -> None:
    """Join what is taken to what is let go, as carries."""
    events = [(entry, one) for one in played for entry in one.entries if isinstance(entry, (Grab, Release))]
    open_: dict[str, tuple[Grab, _Played]] = {}
    spans: list[tuple[forms.Carry, Act | None]] = [(one, None) for one in written if isinstance(one, forms.Carry)]

    def close(grab: Grab, owner: _Played, until_ms: int, *, onto: str = "", at: tuple[float, ...] = ()) -> None:
        carry = forms.Carry(grab.thing, grab.who, grab.hand, grab.at_ms, until_ms, onto, at)
        owner.entries.append(carry)
        spans.append((carry, owner.act))

    for entry, one in sorted(events, key=lambda pair: (pair[0].at_ms, isinstance(pair[0], Grab))):
        if isinstance(entry, Grab):
            if entry.thing in open_:
                raise refuse(one.act, _two(entry.thing))
            open_[entry.thing] = (entry, one)
        elif entry.thing in open_:
            close(*open_.pop(entry.thing), entry.at_ms, onto=entry.onto, at=entry.at)
    for grab, one in open_.values():
        close(grab, one, context.latest_ms)
    for index, (carry, act) in enumerate(spans):
        for other, _ in spans[:index]:
            if carry.thing == other.thing and carry.at_ms < other.until_ms and other.at_ms < carry.until_ms:
                raise refuse(act or carry, _two(carry.thing))


def _two(thing: str) -> str:
    return f"{thing!r} would be carried by two at once. Let one put it down, or hand it over."


def _marks(acts: Iterable[Act], taken: set[str]) -> Iterable[tuple[Act, list[forms.SceneMark]]]:
    """Yield the marks of each act: an initiative by its `mark`, a reception for each id in `answers`, or a moment."""
    used = taken | {act.mark for act in acts if act.mark}
    moments = 0
    for act in acts:
        made: list[forms.SceneMark] = []

        def mark(id_: str, kind: str, *, answers: str = "", act: Act = act) -> forms.SceneMark:
            principles = () if kind == "initiative" else act.principles
            also = () if kind == "initiative" else act.also
            return forms.SceneMark(
                id_, kind, act.who, act.at_ms, act.end_ms, principles, answers, act.reading, also, act.note
            )

        if act.mark:
            made.append(mark(act.mark, "initiative"))
        made += [mark(_free_id("R" + one.lstrip("I"), used), "reception", answers=one) for one in act.answers]
        if act.principles and not act.answers:
            while (name := f"M{(moments := moments + 1)}") in used:
                continue
            used.add(name)
            made.append(mark(name, "moment"))
        yield act, made


def _free_id(wanted: str, used: set[str]) -> str:
    """Return `wanted`, or with a letter after it where it is used already; it is used from now on."""
    name = next(
        one for one in (wanted, *(wanted + letter for letter in "bcdefghijklmnopqrstuvwxyz")) if one not in used
    )
    used.add(name)
    return name
