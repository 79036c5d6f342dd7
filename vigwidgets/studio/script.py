"""Reading a scene script (TOML) and refusing, in a sentence, what cannot be drawn."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_type_hints

from vigwidgets import frameworks
from vigwidgets.core.errors import SceneRefused, VigError
from vigwidgets.core.mark import KINDS, check_id
from vigwidgets.core.span import Span, is_whole
from vigwidgets.studio import scene as forms
from vigwidgets.studio.hand import POSES
from vigwidgets.studio.scene import Scene
from vigwidgets.studio.stage import CAST, KINDS_OF_THINGS, PLACES

_LISTS: dict[str, type[Any]] = {
    "things": forms.Thing,
    "looks": forms.Look,
    "reaches": forms.Reach,
    "carries": forms.Carry,
    "turns": forms.Turn,
    "wobbles": forms.Wobble,
    "bounces": forms.Bounce,
    "blinks": forms.Blinks,
    "says": forms.Says,
    "marks": forms.SceneMark,
    "descriptions": forms.Description,
}
PARTS = ("lean", "tilt", "nod", "breath", "smile", "cheeks", "brows", "inner_brows", "lids", "mouth")
"""What a change may name."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def read_scene(path: Path | str) -> Scene:
    """Return the scene written at `path`.

    Raises:
        SceneRefused: there is no such file, it is no TOML, or something in it cannot be drawn; the sentence says what.
    """
    path = Path(path)
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise SceneRefused("There is no scene script at that place. Check the path.") from None
    except (OSError, UnicodeDecodeError) as exc:
        raise SceneRefused("The scene script cannot be read. Check that it is a text file you may open.") from exc
    except tomllib.TOMLDecodeError as exc:
        raise SceneRefused(f"The scene script is not valid TOML: {exc}. Mend that line.") from exc
    scene = _build(data, folder=path.parent)
    _check(scene)
    return scene


def _build(data: Mapping[str, Any], *, folder: Path) -> Scene:
    parts: dict[str, Any] = {}
    rest = dict(data)
    for name, form in _LISTS.items():
        parts[name] = tuple(_entry(form, entry, name) for entry in _tables(rest.pop(name, []), name))
    parts["changes"] = tuple(_change(entry) for entry in _tables(rest.pop("changes", []), "changes"))
    labels = rest.pop("cast", {})
    if not isinstance(labels, dict) or not labels:
        raise SceneRefused("The scene has no cast. Add a [cast] table with a name for each person.")
    parts["cast"] = tuple(labels)
    parts["labels"] = tuple((who, str(name)) for who, name in labels.items())
    parts["lines_folder"] = (folder / str(rest.pop("lines", "../lines"))).resolve()
    return _entry(Scene, {**rest, **parts}, "scene")


def _tables(value: object, name: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise SceneRefused(f"The part {name!r} of the scene is not a list of tables. Write [[{name}]].")
    return value


def _change(entry: Mapping[str, Any]) -> forms.Change:
    rest = dict(entry)
    head = {key: rest.pop(key, None) for key in ("who", "at_ms", "over_ms")}
    unknown = [key for key in rest if key not in PARTS]
    if unknown or not rest:
        named = f"the unknown part {unknown[0]!r}" if unknown else "no part"
        raise SceneRefused(f"A change names {named}. Choose from {', '.join(PARTS)}.")
    values = tuple((key, _fit(float, value, f"changes.{key}")) for key, value in rest.items())
    return _entry(forms.Change, {**head, "values": values}, "changes")


def _entry(form: type[Any], entry: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401  any of the forms
    hints = get_type_hints(form)
    wanted = {one.name: one for one in dataclasses.fields(form)}
    unknown = [key for key in entry if key not in wanted]
    if unknown:
        raise SceneRefused(f"The part {name!r} has an unknown key {unknown[0]!r}. Choose from {', '.join(wanted)}.")
    missing = [
        key
        for key, one in wanted.items()
        if entry.get(key) is None and one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
    ]
    if missing:
        raise SceneRefused(f"The part {name!r} lacks the key {missing[0]!r}. Add it.")
    return form(**{key: _fit(hints[key], value, f"{name}.{key}") for key, value in entry.items()})


def _fit(hint: Any, value: Any, name: str) -> Any:  # noqa: ANN401  whatever the hint says
    """Return `value` as `hint` wants it: whole numbers stay whole, lists become tuples."""
    if hint is int and is_whole(value):
        return value
    if hint is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if hint is str and isinstance(value, str):
        return value
    if getattr(hint, "__origin__", None) is tuple and isinstance(value, (list, tuple)):
        return tuple(value)
    if hint is Path:
        return value
    raise SceneRefused(f"The value of {name} in the scene has the wrong kind. Give it as the other entries do.")


def _check(scene: Scene) -> None:
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


def _check_names(scene: Scene) -> None:
    things = [thing.name for thing in scene.things]
    _known([scene.place], PLACES, "place")
    _known(scene.cast, CAST, "person")
    _known([thing.kind for thing in scene.things], KINDS_OF_THINGS, "kind of thing")
    if len(set(things)) != len(things):
        raise SceneRefused("Two things of the scene have the same name. Give each its own.")
    if bad := [thing.colour for thing in scene.things if not _COLOUR.fullmatch(thing.colour)]:
        raise SceneRefused(f"{bad[0]!r} is not a colour. Write it as #rrggbb in small letters.")
    acts = (*scene.looks, *scene.changes, *scene.reaches, *scene.carries, *scene.bounces, *scene.blinks, *scene.says, *scene.marks)
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
    acts = (*scene.looks, *scene.changes, *scene.reaches, *scene.carries, *scene.turns, *scene.wobbles, *scene.bounces, *scene.says)
    starts = [act.at_ms for act in acts] + [time for one in scene.blinks for time in one.at_ms]
    if any(not is_whole(start) or not -scene.opening_ms <= start < latest for start in starts):
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
