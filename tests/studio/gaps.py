"""How long people take to receive one another, in each clip and over all.

    python -m tests.studio.gaps [sample_clips/c01 ...]

A spoken or sounded initiative is received so many seconds after its end, a look or movement after its beginning; only
the first reception of each is counted. Prints a table; nothing is judged.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.studio.truth.film import cues

CLIPS = Path(__file__).resolve().parents[2] / "sample_clips"


@dataclass(frozen=True, slots=True)
class Gap:
    """From an initiative to its first reception, in seconds.

    Attributes:
        clip: Id of the clip.
        initiative: Id of its mark.
        reception: Id of the mark that answers it.
        who: Whose reception it is.
        after: `end` of a voiced initiative, `onset` of a silent one.
        gap_s: Seconds; below 0 where they overlap.
    """

    clip: str
    initiative: str
    reception: str
    who: str
    after: str
    gap_s: float


def gaps_of(clip: str, marks: Sequence[Mapping[str, Any]], *, voiced_ms: Sequence[tuple[int, int, str]]) -> list[Gap]:
    """Return the gap of each initiative of a clip that is received; `voiced_ms` are its captions: from, to and who."""
    found = []
    for mark in marks:
        answers = [one for one in marks if one["answers"] == mark["id"] and one["kind"] == "reception"]
        if mark["kind"] != "initiative" or not answers:
            continue
        first = min(answers, key=lambda one: one["start_ms"])
        ends = [
            end
            for start, end, who in voiced_ms
            if who == mark["who"] and start < mark["end_ms"] and mark["start_ms"] < end
        ]
        after, from_ms = ("end", max(ends)) if ends else ("onset", mark["start_ms"])
        found.append(Gap(clip, mark["id"], first["id"], first["who"], after, (first["start_ms"] - from_ms) / 1000))
    return found


def read_gaps(folder: Path) -> list[Gap]:
    """Return the gaps of a clip's folder."""
    spoken = [
        (cue.start_ms, cue.end_ms, cue.who) for cue in cues((folder / "captions.vtt").read_text("utf-8")) if cue.who
    ]
    return gaps_of(folder.name, json.loads((folder / "marks.json").read_text("utf-8")), voiced_ms=spoken)


def table(gaps: Sequence[Gap]) -> str:
    """Return all gaps, one a line, and below them for each kind the number, quarter points and ends, in seconds."""
    lines = ["| clip | initiative | reception | who | after its | gap s |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {one.clip} | {one.initiative} | {one.reception} | {one.who} | {one.after} | {one.gap_s:.2f} |"
        for one in gaps
    ]
    lines += [
        "",
        "| after its | receptions | least | lower quarter | median | upper quarter | most |",
        "|" + "---|" * 7,
    ]
    for after in ("onset", "end"):
        times = sorted(one.gap_s for one in gaps if one.after == after)
        if times:
            quarters = statistics.quantiles(times, n=4, method="inclusive") if len(times) > 1 else times * 3
            numbers = " | ".join(f"{value:.2f}" for value in (times[0], *quarters, times[-1]))
            lines.append(f"| {after} | {len(times)} | {numbers} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table of the clips named, or of all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    folders = parser.parse_args().folders or sorted(path.parent for path in CLIPS.glob("*/marks.json"))
    sys.stdout.write(table([gap for folder in folders for gap in read_gaps(folder)]))


if __name__ == "__main__":
    main()
