"""Reading a scene script (TOML) and refusing, in a sentence, what cannot be drawn."""

from __future__ import annotations

import dataclasses
import math
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.script import scene as forms
from vigwidgets.studio.script.rules import check_scene
from vigwidgets.studio.script.scene import Scene

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
    check_scene(scene)
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


def _entry(form: type[Any], entry: Mapping[str, Any], name: str) -> Any:
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


def _fit(hint: Any, value: Any, name: str) -> Any:
    """Return `value` as `hint` wants it: whole numbers stay whole, lists become tuples, numbers are finite."""
    wrong = SceneRefused(f"The value of {name} in the scene has the wrong kind. Give it as the other entries do.")
    if hint is float and isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    if get_origin(hint) is tuple and isinstance(value, (list, tuple)):
        kinds = get_args(hint)
        kinds = kinds[:1] * len(value) if kinds[-1] is Ellipsis else kinds
        if len(kinds) != len(value):
            raise wrong
        return tuple(_fit(kind, one, name) for kind, one in zip(kinds, value, strict=True))
    if isinstance(hint, type) and hint is not float and isinstance(value, hint) and not isinstance(value, bool):
        return value
    raise wrong
