"""What a scene must keep to before a clip is drawn from it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from itertools import combinations

from vigwidgets import frameworks
from vigwidgets.core.errors import SceneRefused, VigError
from vigwidgets.core.mark import KINDS as MARK_KINDS
from vigwidgets.core.mark import check_id
from vigwidgets.core.span import Span
from vigwidgets.studio.acting.performance import OWN_TARGETS
from vigwidgets.studio.acting.postures import POSTURES
from vigwidgets.studio.acting.spots import SPOTS as BODY_SPOTS
from vigwidgets.studio.drawing.hand import POSES
from vigwidgets.studio.script.scene import Scene, Thing
from vigwidgets.studio.sound.noises import NOISES
from vigwidgets.studio.stage import CAST, KINDS, PLACES

Refuse = Callable[[object, str], SceneRefused]
"""Returns the refusal of an entry of the scene (or of a key of its head, by name) with the line where it stands."""
_POINT = re.compile(r"-?\d+(\.\d+)?,-?\d+(\.\d+)?")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LIGHTS = ("day", "late", "evening")
_TABLES = ("", "away")
_HANDS = ("left", "right")
_FEWEST_WAYS, _MOST_WAYS = 2, 5


def unknown(name: str, known: Iterable[str], what: str) -> str:
    """Return the sentence that says `name` is not known, the nearest known names first."""
    choices = [one for one in known if one]
    close = difflib.get_close_matches(name, choices, n=2)
    ordered = [*close, *(one for one in choices if one not in close)]
    return f"There is no {what} called {name!r}. Choose from {', '.join(ordered)}."


def check_scene(scene: Scene, *, refuse: Refuse) -> None:
    """Return if the studio can draw `scene`.

    Raises:
        SceneRefused: a name, a time, a mark or a hand's work does not fit; `refuse` made it, from the entry that is
            wrong and a sentence that says what to do.
    """
    rules = _Rules(scene, refuse=refuse)
    rules.check_head()
    rules.check_names()
    rules.check_targets()
    rules.check_times()
    rules.check_marks()
    rules.check_hands()
    rules.check_carries()
    rules.check_choice()


class _Rules:
    """The rules, asked of one scene."""

    def __init__(self, scene: Scene, *, refuse: Refuse) -> None:
        self._scene = scene
        self._refuse = refuse
        self._things = [thing.name for thing in scene.things]
        self._kinds = {thing.name: thing.kind for thing in scene.things}

    def _known(self, entry: object, name: str, known: Iterable[str], what: str) -> None:
        choices = tuple(known)
        if name not in choices:
            raise self._refuse(entry, unknown(name, choices, what))

    def check_head(self) -> None:
        """Refuse a head without a film in it, and marks outside the film."""
        scene, entry = self._scene, "id"
        if scene.frames < 1 or min(scene.opening_ms, scene.closing_ms) < 0:
            raise self._refuse(
                "length_ms",
                "The film would have no picture. Give a length in milliseconds, such as length_ms = 25000.",
            )
        try:
            check_id(scene.id)
            keys = frameworks.load()
            for mark in scene.marks:
                entry = mark
                check_id(mark.id)
                Span(scene.film_ms(mark.start_ms), scene.film_ms(mark.end_ms)).inside(scene.duration_ms)
                keys.check((*mark.principles, *mark.also))
        except VigError as exc:
            raise self._refuse(entry, f"A mark or id of the scene is wrong: {exc.sentence}") from exc

    def check_names(self) -> None:
        """Refuse names that nobody and nothing has."""
        scene = self._scene
        self._known("place", scene.place, PLACES, "place")
        self._known("light", scene.light, _LIGHTS, "light")
        self._known("table", scene.table, _TABLES, "way the table stands")
        for one in scene.settings:
            self._known(one, one.light, _LIGHTS, "light")
            self._known(one, one.table, _TABLES, "way the table stands")
            if one.at_ms not in {cut.at_ms for cut in scene.cuts}:
                raise self._refuse(
                    one, "Light and table change at a cut only. Give the setting the at_ms of one of the cuts."
                )
        for who in scene.cast:
            self._known(f"cast.{who}", who, CAST, "person")
        for thing in scene.things:
            self._known(thing, thing.kind, KINDS, "kind of thing")
            if self._things.count(thing.name) > 1:
                raise self._refuse(thing, "Two things of the scene have the same name. Give each its own.")
            if thing.side <= 0:
                raise self._refuse(thing, "A thing of the scene has no size. Give its side in px, such as 50.")
            if not _COLOUR.fullmatch(thing.colour):
                raise self._refuse(thing, f"{thing.colour!r} is not a colour. Write it as #rrggbb in small letters.")
        self._check_clothes()
        self._check_stage()
        self._check_actors()

    def _check_clothes(self) -> None:
        for one in self._scene.wears:
            socks = [foot for foot in (one.near_foot, one.far_foot) if foot != "bare"]
            for colour in filter(None, (one.top, one.bottom, *socks)):
                if not _COLOUR.fullmatch(colour):
                    raise self._refuse(one, f"{colour!r} is not a colour. Write it as #rrggbb in small letters.")

    def _check_stage(self) -> None:
        scene = self._scene
        placed = {one.who for one in scene.stagings}
        for who in scene.cast:
            if who not in placed:
                raise self._refuse(
                    "stagings", f"Nothing says where {who!r} is. Write a staging with at, posture and facing."
                )
        for one in (*scene.things, *scene.becomes):
            kind = one.kind if isinstance(one, Thing) else self._kinds.get(one.thing, "")
            if one.look and kind in KINDS and kind != "strip":
                self._known(one, one.look, KINDS[kind].looks, f"look of a {kind}")

    def _check_actors(self) -> None:
        scene = self._scene
        named = (
            *scene.stagings, *scene.wears, *scene.looks, *scene.changes, *scene.reaches, *scene.carries,
            *scene.bounces, *scene.blinks, *scene.says, *scene.marks,
        )  # fmt: skip
        for one in named:
            self._known(one, one.who, scene.cast, "person of this scene")
        for one in (*scene.reaches, *scene.carries):
            self._known(one, one.hand, _HANDS, "hand")
        for one in scene.reaches:
            self._known(one, one.pose, POSES, "pose")
        for one in scene.noises:
            self._known(one, one.name, NOISES, "noise")
        for one in scene.stagings:
            self._known(one, one.posture, POSTURES, "posture")
            self._known(one, one.facing, _HANDS, "side to face")
        for one in (*scene.carries, *scene.turns, *scene.becomes, *scene.wobbles):
            self._known(one, one.thing, self._things, "thing of this scene")
        for one in scene.carries:
            self._known(one, one.onto, ("", *self._things), "thing of this scene")

    def check_targets(self) -> None:
        """Refuse a look or a reach that goes to nothing."""
        scene, things = self._scene, self._things
        spots = PLACES[scene.place].SPOTS
        parts = ("left", "right", "shoulder", "knee", "foot", "back", "head")
        bodies = [f"{who}.{part}" for who in scene.cast for part in parts]
        hands = [f"{who}.{hand}" for who in scene.cast for hand in ("left", "right", "foot")]
        seen = (*things, *scene.cast, *hands, *spots, *OWN_TARGETS)
        for look in scene.looks:
            if not _POINT.fullmatch(look.target):
                self._known(look, look.target, seen, "thing to look at")
        for reach in scene.reaches:
            word, _, name = reach.to.rpartition(" ")
            if _POINT.fullmatch(name):
                continue
            if word in ("over", "on", "with", "under") or name in things:
                self._known(reach, name, things, "thing of this scene")
            elif word in ("at", "point"):
                self._known(reach, name, (*things, *spots, *bodies, *scene.cast), "spot or person")
            else:
                self._known(reach, reach.to, BODY_SPOTS, "spot for a hand")

    def check_times(self) -> None:
        """Refuse what happens outside the film, and what ends before it begins."""
        scene = self._scene
        latest = scene.length_ms + scene.closing_ms
        timed = (
            *scene.stagings, *scene.cuts, *scene.noises, *scene.looks, *scene.changes, *scene.reaches, *scene.carries,
            *scene.turns, *scene.wobbles, *scene.bounces, *scene.says,
        )  # fmt: skip
        starts = [(one, one.at_ms) for one in timed] + [(one, time) for one in scene.blinks for time in one.at_ms]
        for one, start in starts:
            if not -scene.opening_ms <= start < latest:
                raise self._refuse(
                    one, "Something in the scene happens outside its length. Give times in whole ms inside it."
                )
        if not -scene.opening_ms <= scene.poster_ms < latest:
            raise self._refuse("poster_ms", "The poster's moment lies outside the film. Choose one inside.")
        for carry in scene.carries:
            if carry.until_ms <= carry.at_ms:
                raise self._refuse(carry, "A thing is put down before it is taken. Give until_ms later than at_ms.")
        for one in scene.descriptions:
            if not 0 <= scene.film_ms(one.start_ms) < scene.film_ms(one.end_ms) <= scene.duration_ms:
                raise self._refuse(one, "A description lies outside the film. Choose times inside it.")

    def check_marks(self) -> None:
        """Refuse marks that cannot be told apart, or that answer nothing."""
        marks = self._scene.marks
        ids = [mark.id for mark in marks]
        for mark in marks:
            if ids.count(mark.id) > 1:
                raise self._refuse(mark, "Two marks of the scene have the same id. Give each its own.")
            self._known(mark, mark.kind, MARK_KINDS, "kind of mark")
            self._known(mark, mark.reading, ("plain", "open"), "reading")
            self._known(mark, mark.answers, ("", *ids), "mark to answer")
            if mark.answers == mark.id:
                raise self._refuse(mark, "A mark answers itself. Choose the mark that came before.")

    def check_hands(self) -> None:
        """Refuse people without a look, hands without a place, and hands that do what they cannot."""
        scene = self._scene
        for who in scene.cast:
            if not any(look.who == who for look in scene.looks):
                raise self._refuse(
                    f"cast.{who}",
                    f"Nobody says where {scene.label(who)} looks. Add a look at the film's beginning.",
                )
            for hand in _HANDS:
                if not any((reach.who, reach.hand) == (who, hand) for reach in scene.reaches):
                    raise self._refuse(
                        f"cast.{who}",
                        f"{scene.label(who)}'s {hand} hand has no place. Add a reach at the film's beginning.",
                    )
        for reach in scene.reaches:
            end_ms = reach.at_ms + reach.over_ms
            own = [one for one in scene.carries if (one.who, one.hand) == (reach.who, reach.hand)]
            word, _, name = reach.to.rpartition(" ")
            if word == "on" and not any(one.at_ms <= end_ms <= one.until_ms for one in own):
                raise self._refuse(
                    reach, f"A hand that holds nothing is to put it on {name!r}. Let it carry a thing until then."
                )
            busy = (one for one in own if one.at_ms <= reach.at_ms < one.until_ms)
            if word == "with" and any(one.thing == name for one in busy):
                raise self._refuse(
                    reach, f"A hand cannot both carry {name!r} and follow it. Let the other hand follow."
                )

    def check_carries(self) -> None:
        """Refuse a thing that two carry, or that is put where it cannot stand."""
        for one, other in combinations(self._scene.carries, 2):
            same_time = one.until_ms == other.until_ms
            if one.onto and other.onto and same_time:
                raise self._refuse(
                    other,
                    "Two things are put down at the same moment. Give each its own time and place.",
                )
            if one.thing == other.thing and one.at_ms < other.until_ms and other.at_ms < one.until_ms:
                raise self._refuse(
                    other, f"{one.thing!r} would be carried by two at once. Let one put it down, or hand it over."
                )
        for one in self._scene.carries:
            if one.thing == one.onto:
                raise self._refuse(one, f"{one.thing!r} is put on itself. Name another thing, or a place.")

    def check_choice(self) -> None:
        """Refuse a choice outside the film, without words, or with ways that cannot be told apart."""
        scene, choice = self._scene, self._scene.choice
        if scene.pair:
            self._checked_id("pair", scene.pair)
        if choice is None:
            return
        if not 0 < scene.film_ms(choice.at_ms) < scene.duration_ms:
            raise self._refuse("choice.at_ms", "The choice lies outside the film. Give at_ms inside it.")
        if not choice.question.strip() or not all(way.text.strip() for way in choice.ways):
            raise self._refuse("choice", "The choice has no words. Write a question, and a text for each way.")
        ids = [way.clip for way in choice.ways]
        for id_ in ids:
            self._checked_id("choice.ways", id_)
        if not _FEWEST_WAYS <= len(set(ids)) == len(ids) <= _MOST_WAYS or scene.id in ids:
            raise self._refuse("choice.ways", "A choice has two to five ways, each another clip. Mend its ways.")

    def _checked_id(self, key: str, clip_id: str) -> None:
        try:
            check_id(clip_id)
        except VigError as exc:
            raise self._refuse(key, f"{clip_id!r} cannot be the id of a clip: {exc.sentence}") from exc
