"""Reading a scene script (TOML) and refusing, in a sentence with its line, what cannot be drawn."""

from __future__ import annotations

import dataclasses
import difflib
import math
import re
import tomllib
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.script import scene as forms
from vigwidgets.studio.script.act import MANNERS, Act
from vigwidgets.studio.script.acts import expand
from vigwidgets.studio.script.context import Context
from vigwidgets.studio.script.rules import check_scene, unknown
from vigwidgets.studio.script.scene import Scene
from vigwidgets.studio.script.verbs import VERBS
from vigwidgets.studio.script.where import Places, find_places
from vigwidgets.studio.sound.voice import bank_folder

_LISTS: dict[str, type[Any]] = {
    "things": forms.Thing,
    "stagings": forms.Staging,
    "cuts": forms.Cut,
    "settings": forms.Setting,
    "noises": forms.Noise,
    "wears": forms.Wears,
    "looks": forms.Look,
    "reaches": forms.Reach,
    "carries": forms.Carry,
    "turns": forms.Turn,
    "becomes": forms.Becomes,
    "wobbles": forms.Wobble,
    "bounces": forms.Bounce,
    "blinks": forms.Blinks,
    "says": forms.Says,
    "marks": forms.SceneMark,
    "descriptions": forms.Description,
}
PARTS = (
    "lean",
    "tilt",
    "nod",
    "turn",
    "breath",
    "smile",
    "cheeks",
    "brows",
    "inner_brows",
    "lids",
    "mouth",
    "kick",
    "worry",
    "round",
)
"""What a change may name."""
_DEFAULTS: Mapping[str, Any] = {"seed": 1, "opening_ms": 600, "closing_ms": 800}
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")
_ONE_OR_MANY = ("answers", "principles", "missed", "also")


def read_scene(path: Path | str) -> Scene:
    """Return the scene written at `path`, its acts expanded and merged with the lists that are written out.

    Raises:
        SceneRefused: there is no such file, it is no TOML, or something in it cannot be drawn; the sentence says what,
            and begins with file and line.
    """
    path = Path(path)
    try:
        text = path.read_text("utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise SceneRefused("There is no scene script at that place. Check the path.") from None
    except (OSError, UnicodeDecodeError) as exc:
        raise SceneRefused("The scene script cannot be read. Check that it is a text file you may open.") from exc
    except tomllib.TOMLDecodeError as exc:
        line = int(found[1]) if (found := _AT_LINE.search(str(exc))) else 0
        told = _AT_LINE.sub("", str(exc))
        raise Places(path.name).refuse(line, f"The scene script is not valid TOML: {told}. Mend that line.") from exc
    reader = _Reader(find_places(text, file=path.name))
    scene = reader.build(data, folder=path.parent)
    check_scene(scene, refuse=reader.refuse)
    return scene


class _Reader:
    """Builds a scene and remembers on which line each of its entries stands."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._lines: dict[int, int] = {}
        self._kept: list[object] = []

    def refuse(self, entry: object, sentence: str) -> SceneRefused:
        """Return the refusal of an entry, or of the head's key with that name."""
        line = self._places.key(entry) if isinstance(entry, str) else self._lines.get(id(entry), 0)
        if isinstance(entry, Act):
            line = self._places.entry("acts", entry.written)
        return self._places.refuse(line, sentence)

    def build(self, data: Mapping[str, Any], *, folder: Path) -> Scene:
        """Return the scene of what TOML says."""
        parts: dict[str, Any] = {}
        rest = dict(data)
        for name, form in _LISTS.items():
            entries = self._tables(rest.pop(name, []), name)
            parts[name] = tuple(self._entry(form, entry, name, at) for at, entry in enumerate(entries))
        changes = self._tables(rest.pop("changes", []), "changes")
        parts["changes"] = tuple(self._change(entry, at) for at, entry in enumerate(changes))
        acts = [self._act(entry, at) for at, entry in enumerate(self._tables(rest.pop("acts", []), "acts"))]
        if "choice" in rest:
            parts["choice"] = self._choice(rest.pop("choice"))
        labels = rest.pop("cast", {})
        if not isinstance(labels, dict) or not labels:
            raise self.refuse("cast", "The scene has no cast. Add a [cast] table with a name for each person.")
        parts["cast"] = tuple(labels)
        parts["labels"] = tuple((who, str(name)) for who, name in labels.items())
        lines = rest.pop("lines", None)
        parts["lines_folder"] = bank_folder() if lines is None else (folder / str(lines)).resolve()
        if acts:
            middle = rest.get("length_ms", 0)
            rest = {**_DEFAULTS, "poster_ms": middle // 2 if isinstance(middle, int) else 0, **rest}
        scene = self._entry(Scene, {**rest, **parts}, "scene", 0)
        return self._with_acts(scene, acts) if acts else scene

    def _with_acts(self, scene: Scene, acts: list[Act]) -> Scene:
        """Return the scene with what its acts add to every list."""
        self._check_acts(acts, scene)
        written = [entry for name in (*_LISTS, "changes") for entry in getattr(scene, name)]
        context = Context(
            start_ms=-scene.opening_ms,
            latest_ms=scene.length_ms + scene.closing_ms,
            cast=scene.cast,
            labels=dict(scene.labels),
            things={thing.name: thing for thing in scene.things},
            lines_folder=scene.lines_folder,
            played=tuple(written),
        )
        added, origin = expand(acts, context=context, poster_ms=scene.poster_ms, seed=scene.seed, refuse=self.refuse)
        for entries in added.values():
            for entry in entries:
                if id(entry) in origin:
                    self._lines[id(entry)] = self._places.entry("acts", origin[id(entry)].written)
            self._kept += entries
        merged = {name: (*getattr(scene, name), *entries) for name, entries in added.items()}
        return dataclasses.replace(scene, **merged)

    def _check_acts(self, acts: list[Act], scene: Scene) -> None:
        """Refuse acts that name what is not there, before any verb is asked."""
        things = [thing.name for thing in scene.things]
        latest = scene.length_ms + scene.closing_ms
        marked = [*(mark.id for mark in scene.marks), *(act.mark for act in acts)]
        for act in acts:
            for name, known, what in (
                (act.who, scene.cast, "person of this scene"),
                (act.thing, ("", *things), "thing of this scene"),
                (act.onto, ("", *things), "thing of this scene"),
                (act.hand, ("", "left", "right", "both"), "hand"),
                (act.manner, MANNERS, "manner"),
            ):
                if name not in known:
                    raise self.refuse(act, unknown(name, known, what))
            for id_ in act.missed:
                if id_ not in marked:
                    raise self.refuse(act, unknown(id_, marked, "mark to miss"))
            if not -scene.opening_ms <= act.at_ms < latest or not act.at_ms < act.end_ms + (act.until_ms is None):
                raise self.refuse(
                    act, "An act ends before it begins, or lies outside the film. Mend at_ms or until_ms."
                )

    def _tables(self, value: object, name: str) -> list[dict[str, Any]]:
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.refuse(name, f"The part {name!r} of the scene is not a list of tables. Write [[{name}]].")
        return value

    def _act(self, entry: Mapping[str, Any], at: int) -> Act:
        line = self._places.entry("acts", at)
        do = entry.get("do", "")
        if "do" in entry and do not in VERBS:
            close = difflib.get_close_matches(str(do), VERBS, n=1, cutoff=0.5)
            guess = close[0] if close else "look"
            raise self._places.refuse(
                line, f"There is no verb {do!r}. Did you mean {guess!r}? All verbs stand in docs/scene-scripts.md."
            )
        several = {
            key: [value] if key in _ONE_OR_MANY and isinstance(value, str) else value for key, value in entry.items()
        }
        act = self._entry(Act, {**several, "written": at}, "acts", at)
        lacking = [key for key in VERBS[do].needs if not getattr(act, key)]
        if lacking:
            raise self._places.refuse(line, f"The verb {do!r} needs the key {lacking[0]!r}. Add it to the act.")
        return act

    def _choice(self, entry: object) -> forms.Choice:
        ways = entry.get("ways") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(ways, list) or not all(isinstance(one, dict) for one in ways):
            raise self.refuse(
                "choice", "The choice of the scene is no table. Write [choice] with at_ms, question and ways."
            )
        read = tuple(self._entry(forms.Way, way, "choice.ways", at) for at, way in enumerate(ways))
        return self._entry(forms.Choice, {**entry, "ways": read}, "choice", 0)

    def _change(self, entry: Mapping[str, Any], at: int) -> forms.Change:
        rest = dict(entry)
        line = self._places.entry("changes", at)
        head = {key: rest.pop(key) for key in ("who", "at_ms", "over_ms") if key in rest}
        unknown_parts = [key for key in rest if key not in PARTS]
        if unknown_parts or not rest:
            named = f"the unknown part {unknown_parts[0]!r}" if unknown_parts else "no part"
            raise self._places.refuse(line, f"A change names {named}. Choose from {', '.join(PARTS)}.")
        values = tuple((key, self._fit(float, value, f"changes.{key}", line)) for key, value in rest.items())
        return self._entry(forms.Change, {**head, "values": values}, "changes", at)

    def _entry(self, form: type[Any], entry: Mapping[str, Any], name: str, at: int) -> Any:
        line = self._places.entry(name, at)
        hints = get_type_hints(form)
        wanted = {one.name: one for one in dataclasses.fields(form)}
        for key in entry:
            if key not in wanted:
                close = difflib.get_close_matches(key, wanted, n=1)
                choices = ", ".join([*close, *(one for one in wanted if one not in close)])
                raise self._places.refuse(
                    line or self._places.key(key),
                    f"The part {name!r} has an unknown key {key!r}. Choose from {choices}.",
                )
        for key, one in wanted.items():
            has_default = one.default is not dataclasses.MISSING or one.default_factory is not dataclasses.MISSING
            if entry.get(key) is None and not has_default:
                raise self._places.refuse(line, f"The part {name!r} lacks the key {key!r}. Add it.")
        made = form(
            **{
                key: self._fit(hints[key], value, f"{name}.{key}", line or self._places.key(key))
                for key, value in entry.items()
            }
        )
        self._lines[id(made)] = line
        self._kept.append(made)
        return made

    def _fit(self, hint: Any, value: Any, name: str, line: int) -> Any:
        """Return `value` as `hint` wants it: whole numbers stay whole, lists become tuples, numbers are finite."""
        wrong = self._places.refuse(
            line, f"The value of {name} in the scene has the wrong kind. Give it as the other entries do."
        )
        if isinstance(hint, types.UnionType):
            hint = get_args(hint)[0]
        if hint is float and isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
        if get_origin(hint) is tuple and isinstance(value, (list, tuple)):
            kinds = get_args(hint)
            kinds = kinds[:1] * len(value) if kinds[-1] is Ellipsis else kinds
            if len(kinds) != len(value):
                raise wrong
            return tuple(
                one if dataclasses.is_dataclass(one) else self._fit(kind, one, name, line)
                for kind, one in zip(kinds, value, strict=True)
            )
        if isinstance(hint, type) and hint is not float and isinstance(value, hint) and not isinstance(value, bool):
            return value
        raise wrong
