"""What a scene must keep to before a clip is drawn from it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vigwidgets import frameworks
from vigwidgets.core.errors import SceneRefused, VigError
from vigwidgets.core.mark import KINDS, check_id
from vigwidgets.core.span import Span
from vigwidgets.studio.drawing.hand import POSES
from vigwidgets.studio.script.scene import Scene
from vigwidgets.studio.stage import CAST, KINDS_OF_THINGS, PLACES

_COLOUR = re.compile(r"#[0-9a-f]{6}")


def check_scene(scene: Scene) -> None:
    """Return if the studio can draw `scene`.

    Raises:
        SceneRefused: a name, a time, a mark or a hand's work does not fit; the sentence says which and what to do.
    """
    try:
        check_id(scene.id)
        keys = frameworks.load()
        for mark in scene.marks:
            check_id(mark.id)
            Span(scene.film_ms(mark.start_ms), scene.film_ms(mark.end_ms)).inside(scene.duration_ms)
            keys.check((*mark.principles, *mark.also))
    except VigError as exc:
        raise SceneRefused(f"A mark or id of the scene is wrong: {exc.sentence}") from exc
    if scene.frames < 1 or min(scene.opening_ms, scene.closing_ms) < 0:
        raise SceneRefused("The film would have no picture. Give a length in milliseconds, such as length_ms = 25000.")
    _check_names(scene)
    _check_times(scene)
    _check_marks(scene)
    _check_hands(scene)


def _check_names(scene: Scene) -> None:
    things = [thing.name for thing in scene.things]
    _known([scene.place], PLACES, "place")
    _known(scene.cast, CAST, "person")
    _known([thing.kind for thing in scene.things], KINDS_OF_THINGS, "kind of thing")
    if len(set(things)) != len(things):
        raise SceneRefused("Two things of the scene have the same name. Give each its own.")
    if any(thing.side <= 0 for thing in scene.things):
        raise SceneRefused("A thing of the scene has no size. Give its side in px, such as 50.")
    if bad := [thing.colour for thing in scene.things if not _COLOUR.fullmatch(thing.colour)]:
        raise SceneRefused(f"{bad[0]!r} is not a colour. Write it as #rrggbb in small letters.")
    acts = (
        *scene.looks,
        *scene.changes,
        *scene.reaches,
        *scene.carries,
        *scene.bounces,
        *scene.blinks,
        *scene.says,
        *scene.marks,
    )
    _known([act.who for act in acts], scene.cast, "person of this scene")
    handed = (*scene.reaches, *scene.carries)
    _known([act.hand for act in handed], ("left", "right"), "hand")
    _known([act.pose for act in scene.reaches], POSES, "pose")
    _known([act.thing for act in (*scene.carries, *scene.turns, *scene.wobbles)], things, "thing of this scene")
    _known([act.onto for act in scene.carries if act.onto], things, "thing of this scene")
    hands = [f"{who}.{hand}" for who in scene.cast for hand in ("left", "right")]
    _known([look.target for look in scene.looks], (*things, *scene.cast, *hands), "thing to look at")
    for reach in scene.reaches:
        word, _, name = reach.to.rpartition(" ")
        if word in ("over", "on", "with") or name in things:
            _known([name], things, "thing of this scene")
        else:
            _known([f"{reach.hand}.{reach.to}"], CAST[reach.who].spots, "spot of that hand")


def _known(names: Iterable[str], known: Iterable[str], what: str) -> None:
    choices = tuple(known)
    for name in names:
        if name not in choices:
            raise SceneRefused(f"There is no {what} called {name!r}. Choose from {', '.join(choices)}.")


def _check_times(scene: Scene) -> None:
    latest = scene.length_ms + scene.closing_ms
    acts = (
        *scene.looks,
        *scene.changes,
        *scene.reaches,
        *scene.carries,
        *scene.turns,
        *scene.wobbles,
        *scene.bounces,
        *scene.says,
    )
    starts = [act.at_ms for act in acts] + [time for one in scene.blinks for time in one.at_ms]
    if any(not -scene.opening_ms <= start < latest for start in starts):
        raise SceneRefused("Something in the scene happens outside its length. Give times in whole ms inside it.")
    if not -scene.opening_ms <= scene.poster_ms < latest:
        raise SceneRefused("The poster's moment lies outside the film. Choose one inside.")
    if any(carry.until_ms <= carry.at_ms for carry in scene.carries):
        raise SceneRefused("A thing is put down before it is taken. Give until_ms later than at_ms.")
    for one in scene.descriptions:
        if not 0 <= scene.film_ms(one.start_ms) < scene.film_ms(one.end_ms) <= scene.duration_ms:
            raise SceneRefused("A description lies outside the film. Choose times inside it.")


def _check_marks(scene: Scene) -> None:
    ids = [mark.id for mark in scene.marks]
    if len(set(ids)) != len(ids):
        raise SceneRefused("Two marks of the scene have the same id. Give each its own.")
    _known([mark.kind for mark in scene.marks], KINDS, "kind of mark")
    _known([mark.reading for mark in scene.marks], ("plain", "open"), "reading")
    _known([mark.answers for mark in scene.marks if mark.answers], ids, "mark to answer")
    if any(mark.answers == mark.id for mark in scene.marks):
        raise SceneRefused("A mark answers itself. Choose the mark that came before.")


def _check_hands(scene: Scene) -> None:
    for who in scene.cast:
        if not any(look.who == who for look in scene.looks):
            raise SceneRefused(f"Nobody says where {scene.label(who)} looks. Add a look at the film's beginning.")
        for hand in ("left", "right"):
            if not any((reach.who, reach.hand) == (who, hand) for reach in scene.reaches):
                raise SceneRefused(
                    f"{scene.label(who)}'s {hand} hand has no place. Add a reach at the film's beginning."
                )
    for reach in scene.reaches:
        end_ms = reach.at_ms + reach.over_ms
        own = [one for one in scene.carries if (one.who, one.hand) == (reach.who, reach.hand)]
        word, _, name = reach.to.rpartition(" ")
        if word == "on" and not any(one.at_ms <= end_ms <= one.until_ms for one in own):
            raise SceneRefused(f"A hand that holds nothing is to put it on {name!r}. Let it carry a thing until then.")
        if word == "with" and any(one.thing == name for one in own):
            raise SceneRefused(f"A hand cannot both carry {name!r} and follow it. Let the other hand follow.")
    untils = [carry.until_ms for carry in scene.carries if carry.onto]
    if len(set(untils)) != len(untils) or any(carry.thing == carry.onto for carry in scene.carries):
        raise SceneRefused(
            "Two things are put down at the same moment, or one on itself. Give each its own time and place."
        )
