"""Scenes on the rug: the table moved aside, bare feet and socks."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from vigwidgets.studio import Drawing, read_scene


def _frame(path: Path, text: str, index: int) -> np.ndarray:
    path.write_text(text, "utf-8")
    return Drawing(read_scene(path)).frame(index).astype(int)


def test_a_table_that_is_away_leaves_the_legs_free(small: Path, small_text: str) -> None:
    text = small_text.replace('place = "living_room"', 'place = "living_room"\ntable = "away"')

    changed = abs(_frame(small, small_text, 5) - _frame(small, text, 5)).sum(axis=2) > 60

    assert changed[560:700, 400:850].mean() > 0.3, "the table is gone"
    assert changed[:400].mean() < 0.01, "faces stay as they were"


def test_a_sock_is_on_from_its_time_on_and_only_on_that_foot(small: Path, small_text: str) -> None:
    away = small_text.replace('place = "living_room"', 'place = "living_room"\ntable = "away"')
    bare = '  { who = "theo", near_foot = "bare", far_foot = "#3e77b5" },\n'
    sock = bare + '  { who = "theo", near_foot = "#00d000", at_ms = 600 },\n'
    texts = [away.replace("looks = [", f"wears = [\n{one}]\nlooks = [", 1) for one in (bare, sock)]

    before, after = (abs(_frame(small, texts[0], at) - _frame(small, texts[1], at)).sum(axis=2) for at in (10, 20))

    assert before.max() == 0
    rows, columns = np.nonzero(after > 60)
    assert len(rows) > 300
    assert rows.min() > 560, "nothing but a foot"
    assert columns.max() < 520
