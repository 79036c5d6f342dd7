"""What a blind reader saw, against the key.

    python -m tests.studio.blind.scorer KEY ANSWERS

Prints a table and ends with 1 where a film does not yet show what it is to show. It is the drawing that is measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.studio.blind.draw_lots import NONE

ATTENDS_WANTED, PRINCIPLES_WANTED, REFUSED_WANTED = 0.90, 0.60, 0.75


@dataclass(frozen=True, slots=True)
class Seen:
    """How often the drawing was read as it was meant, each as (times, of)."""

    attends: tuple[int, int]
    principles: tuple[int, int]
    refused: tuple[int, int]

    @property
    def enough(self) -> bool:
        """Whether gaze, principles and false spans all reach what is wanted."""
        return all(times >= wanted * of for _, (times, of), wanted in self.rows())

    def rows(self) -> list[tuple[str, tuple[int, int], float]]:
        """Return name, (times, of) and the share wanted, of each of the three."""
        return [
            ("who attends to whom", self.attends, ATTENDS_WANTED),
            ("the principle out of four", self.principles, PRINCIPLES_WANTED),
            ("false spans refused", self.refused, REFUSED_WANTED),
        ]


def score(key: Mapping[str, Any], answers: Mapping[str, Any]) -> Seen:
    """Return how the answers agree with the key.

    Raises:
        ValueError: a number has no answer, or an answer has no number.
    """
    items: Mapping[str, Any] = key["items"]
    if set(items) != set(answers):
        raise ValueError(f"Key and answers differ in {sorted(set(items) ^ set(answers))}. Answer every sheet once.")
    looks = [
        answers[number]["attends"].get(letter) in right
        for number, item in items.items()
        for letter, right in item["attends"].items()
        if right
    ]
    named = [answers[number]["principle"] in item["principles"] for number, item in items.items() if item["mark"]]
    refused = [answers[number]["principle"] == NONE for number, item in items.items() if not item["mark"]]
    return Seen(*((sum(kind), len(kind)) for kind in (looks, named, refused)))


def main() -> int:
    """Print the table and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("key", type=Path)
    parser.add_argument("answers", type=Path)
    wanted = parser.parse_args()
    key, answers = (json.loads(path.read_text("utf-8")) for path in (wanted.key, wanted.answers))
    seen = score(key, answers)
    lines = ["| what | read as meant | of | wanted |", "|---|---|---|---|"]
    lines += [f"| {name} | {times} | {of} | {share:.0%} |" for name, (times, of), share in seen.rows()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if seen.enough else 1


if __name__ == "__main__":
    sys.exit(main())
