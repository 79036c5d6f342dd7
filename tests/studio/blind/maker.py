"""Contact sheets for a blind reader.

    python -m tests.studio.blind.maker sample_clips/c01 ... --seed 1 --sheets DIR --key FILE

Writes 32 pictures of nine frames each and `sheet.json` into one folder, which the reader gets, and the key into a file,
which the reader does not get.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import av
import numpy as np
import skia

from tests.studio.blind.draw_lots import ELSEWHERE, NONE, THING, Item, draw_lots
from tests.studio.truth.film import FPS, Pixels, read_clip
from tests.studio.truth.tracks import Tracks
from vigwidgets import frameworks
from vigwidgets.studio import read_scene

MARKS, FALSE_SPANS = 24, 8
_WIDE, _HIGH, _LINE = 640, 360, 6


def nine(film_path: Path, frames: Sequence[int]) -> Pixels:
    """Return one picture of nine frames of a film, in rows of three, red, green, blue and 255."""
    parts: dict[int, Pixels] = {}
    with av.open(str(film_path)) as film:
        stream = film.streams.video[0]
        film.seek(round(min(frames) / FPS / stream.time_base), stream=stream)
        for frame in film.decode(stream):
            index = round(frame.pts * stream.time_base * FPS)
            if index in frames:
                parts[index] = frame.reformat(width=_WIDE, height=_HIGH, format="rgba").to_ndarray()
            if index >= max(frames):
                break
    page = np.full((3 * _HIGH + 2 * _LINE, 3 * _WIDE + 2 * _LINE, 4), 255, np.uint8)
    for place, index in enumerate(frames):
        top, left = place // 3 * (_HIGH + _LINE), place % 3 * (_WIDE + _LINE)
        page[top : top + _HIGH, left : left + _WIDE] = parts[index]
    return page


def make(
    folders: Sequence[Path], *, seed: int, sheets: Path, key: Path, marks: int = MARKS, false_spans: int = FALSE_SPANS
) -> list[Item]:
    """Write sheets and key, and return the items in the order of their numbers.

    Raises:
        ValueError: the clips have too few marks or empty spans, or the key would lie with the sheets.
    """
    if key.parent.resolve() == sheets.resolve():
        raise ValueError("The key would lie beside the sheets. Put it elsewhere.")
    clips = {folder.name: (read_clip(folder), Tracks(read_scene(folder / "scene.toml"))) for folder in folders}
    items = draw_lots(list(clips.values()), seed=seed, marks=marks, false_spans=false_spans)
    by_id = {clip.card["id"]: clip for clip, _ in clips.values()}
    sheets.mkdir(parents=True, exist_ok=True)
    for number, item in enumerate(items, 1):
        page = nine(by_id[item.clip].film, item.frames)
        picture = skia.Image.fromarray(page, skia.ColorType.kRGBA_8888_ColorType)
        picture.save(str(sheets / f"{number:02d}.png"), skia.EncodedImageFormat.kPNG, 100)
    (sheets / "sheet.json").write_text(json.dumps(_sheet(items), ensure_ascii=False, indent=1) + "\n", "utf-8")
    told = {"seed": seed, "items": {f"{number:02d}": asdict(item) for number, item in enumerate(items, 1)}}
    key.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return items


def _sheet(items: Sequence[Item]) -> dict[str, object]:
    """Return what the reader is asked: nothing in it tells a mark from a false span."""
    pack = frameworks.load()
    return {
        f"{number:02d}": {
            "picture": f"{number:02d}.png",
            "attends": {
                letter: [*(one for one in item.people if one != letter), THING, ELSEWHERE] for letter in item.attends
            },
            "principle": {**{key: pack.principle(key).name for key in item.options}, NONE: "None of these is shown."},
        }
        for number, item in enumerate(items, 1)
    }


def main() -> None:
    """Make the sheets from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sheets", type=Path, required=True)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--marks", type=int, default=MARKS)
    parser.add_argument("--false-spans", type=int, default=FALSE_SPANS)
    wanted = parser.parse_args()
    make(
        wanted.folders,
        seed=wanted.seed,
        sheets=wanted.sheets,
        key=wanted.key,
        marks=wanted.marks,
        false_spans=wanted.false_spans,
    )


if __name__ == "__main__":
    main()
