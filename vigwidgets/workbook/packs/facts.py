"""What was found out about a clip's film when it was brought in, kept beside it: no page has to open the film."""

from __future__ import annotations

import array
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

from vigwidgets.core.film import Film, FrameTimes
from vigwidgets.core.permission import Permission

FACTS: Final = "film.json"
FRAMES: Final = "frames.u32"
FORM: Final = 1
_PLAIN: Final = (
    "id",
    "title",
    "duration_ms",
    "frames",
    "variable_frame_rate",
    "rotation",
    "width",
    "height",
    "video_codec",
    "audio_codec",
    "playable",
    "media_type",
    "sha256",
    "size_bytes",
    "source",
)


def write_facts(folder: Path, film: Film, times: FrameTimes, *, made_here: tuple[str, ...]) -> None:
    """Write both files into `folder`.

    Args:
        folder: Of the clip.
        film: What is known of it.
        times: Of its frames.
        made_here: Names of the clip's files that were in no pack.
    """
    facts: dict[str, Any] = {"form": FORM, **{name: getattr(film, name) for name in _PLAIN}}
    allowed = film.permission
    facts["permission"] = {
        "uses": list(allowed.uses),
        "until": allowed.until.isoformat() if allowed.until else None,
        "people": list(allowed.people),
        "given_by": allowed.given_by,
    }
    facts["made_here"] = sorted(made_here)
    (folder / FACTS).write_text(json.dumps(facts, indent=1) + "\n", "utf-8", newline="\n")
    packed = array.array("I", times.times_ms)
    if sys.byteorder == "big":
        packed.byteswap()
    (folder / FRAMES).write_bytes(packed.tobytes())


def has_facts(folder: Path) -> bool:
    """Return whether the clip in `folder` was brought in, and did not come with the workbook."""
    return (folder / FACTS).is_file()


def read_film(folder: Path) -> Film:
    """Return what is known of the clip's film; its permission is what was agreed when it was brought in.

    Raises:
        FileNotFoundError: nothing is known.
        KeyError, ValueError, TypeError: the file is not whole.
    """
    facts = _read(folder)
    agreed = facts["permission"]
    until = date.fromisoformat(agreed["until"]) if agreed["until"] else None
    permission = Permission(tuple(agreed["uses"]), until, tuple(agreed["people"]), agreed["given_by"])
    return Film(**{name: facts[name] for name in _PLAIN}, permission=permission)


def read_times(folder: Path, *, duration_ms: int) -> FrameTimes:
    """Return the time of every frame of the clip.

    Raises:
        FileNotFoundError, ValueError: they are not there, or not whole.
    """
    times = array.array("I", (folder / FRAMES).read_bytes())
    if sys.byteorder == "big":
        times.byteswap()
    return FrameTimes(tuple(times), duration_ms)


def made_here(folder: Path) -> frozenset[str]:
    """Return the names of the clip's files that were in no pack; none of a clip that came with the workbook."""
    return frozenset({*_read(folder)["made_here"], FACTS, FRAMES}) if has_facts(folder) else frozenset()


def _read(folder: Path) -> dict[str, Any]:
    return json.loads((folder / FACTS).read_text("utf-8"))
