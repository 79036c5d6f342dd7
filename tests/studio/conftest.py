"""A scene small enough to draw in a moment, and the shipped clip."""

from __future__ import annotations

from pathlib import Path

import pytest

from vigwidgets.studio import Drawing, read_scene

ROOT = Path(__file__).resolve().parents[2]
CLIP = ROOT / "sample_clips" / "c01"
SMALL = """
id = "small"
title = "Small"
tiers = [1]
licence = "CC-BY-4.0"
place = "living_room"
seed = 3
opening_ms = 0
length_ms = 1200
closing_ms = 0
poster_ms = 200
lines = "LINES"
things = [
  { name = "red", kind = "block", colour = "#d9483b", at = [600, 568] },
  { name = "blue", kind = "block", colour = "#3e77b5", at = [540, 572] },
]
stagings = [
  { who = "nadia", at_ms = 0, at = [1030, 706], posture = "heels", facing = "left" },
  { who = "theo", at_ms = 0, at = [352, 710], posture = "stand", facing = "right" },
]
looks = [ { who = "nadia", at_ms = 0, target = "theo" }, { who = "theo", at_ms = 0, target = "red" } ]
reaches = [
  { who = "theo", hand = "left", at_ms = 0, over_ms = 0, to = "edge", pose = "rest" },
  { who = "theo", hand = "right", at_ms = 0, over_ms = 0, to = "edge", pose = "rest" },
  { who = "nadia", hand = "left", at_ms = 0, over_ms = 0, to = "lap", pose = "lap" },
  { who = "nadia", hand = "right", at_ms = 0, over_ms = 0, to = "lap", pose = "lap" },
]
says = [ { who = "nadia", at_ms = 0, line = "nadia_up_it_goes" } ]
marks = [
  { id = "I1", kind = "initiative", who = "theo", start_ms = 0, end_ms = 900 },
  { id = "R1", kind = "reception", who = "nadia", start_ms = 9, end_ms = 99, principles = ["waiting"], answers = "I1"},
]
descriptions = [ { start_ms = 0, end_ms = 900, text = "Two people at a table." } ]

[cast]
nadia = "Nadia"
theo = "Theo"
"""


@pytest.fixture(scope="session")
def small_text() -> str:
    """Return the text of a whole scene of 30 frames."""
    return SMALL.replace("LINES", (ROOT / "sample_clips" / "lines").as_posix())


@pytest.fixture
def small(tmp_path: Path, small_text: str) -> Path:
    """Return the path of a whole scene of 30 frames."""
    path = tmp_path / "scene.toml"
    path.write_text(small_text, "utf-8")
    return path


@pytest.fixture(scope="session")
def clip_folder() -> Path:
    """Return the folder of the shipped clip c01."""
    return CLIP


@pytest.fixture(scope="session")
def drawing() -> Drawing:
    """Return the shipped scene c01 made ready to draw."""
    return Drawing(read_scene(CLIP / "scene.toml"))
