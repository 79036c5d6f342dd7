"""Packs made for the tests: a small whole one around a real film, and ways to spoil it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
FRIDAY = ROOT.parent / "shared/testdata/video/mdn__interactive-examples/friday.mp4"
FRIDAY_MS = 6_167
MARK: dict[str, Any] = {
    "id": "m1", "start_ms": 400, "end_ms": 900, "kind": "initiative", "who": "A", "principles": ["waiting"],
    "answers": None, "reading": "plain", "note": "She looks up.",
}  # fmt: skip
CAPTIONS = "WEBVTT\n\n00:00.500 --> 00:02.000\n<v A>Good morning.\n"
AGREED = 'people = ["A", "B"]\ngiven_by = "both of them"\npermission = ["work", "group"]\nuntil = 2099-07-31\n'


def card(clip_id: str = "talk", *, source: str = "drawn", more: str = "", **changed: str) -> str:
    rows = {
        "id": f'"{clip_id}"',
        "title": '"At the desk"',
        "tiers": "[1, 2]",
        "licence": '"CC0-1.0"',
        "sha256": f'"{hashlib.sha256(FRIDAY.read_bytes()).hexdigest()}"',
        "duration_ms": str(FRIDAY_MS),
        "source": f'"{source}"',
        **changed,
    }
    return "".join(f"{name} = {value}\n" for name, value in rows.items() if value) + more


def make_pack(folder: Path, *, clip_id: str = "talk", marks: object = None, **changed: bytes | str | None) -> Path:
    """Write a clip below `folder`; `changed` gives files by their stem other content, or leaves them out with None."""
    if not FRIDAY.is_file():
        pytest.fail(f"this test needs {FRIDAY}")
    place = folder / clip_id
    place.mkdir(parents=True)
    files: dict[str, bytes | str | None] = {
        "clip.toml": card(clip_id),
        "film.mp4": FRIDAY.read_bytes(),
        "captions.vtt": CAPTIONS,
        "descriptions.vtt": "WEBVTT\n\n00:00.000 --> 00:03.000\nThree women at a desk.\n",
        "marks.json": json.dumps([MARK] if marks is None else marks),
    }
    names = {name.partition(".")[0]: name for name in files}
    files |= {names[stem]: content for stem, content in changed.items()}
    for name, content in files.items():
        if content is not None:
            (place / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def zipped(folder: Path, to: Path, *, compress: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(to, "w", compress) as pack:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                pack.write(path, path.relative_to(folder).as_posix())
    return to


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
