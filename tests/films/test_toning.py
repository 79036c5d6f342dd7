"""The colours of films with a high dynamic range: looked up in a table that swscale's own toning filled."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import ColorTrc

from vigwidgets.films import toning
from vigwidgets.films.toning import BRIGHT, STEPS, tone_all
from vigwidgets.films.upright import Upright

BT2020 = 9
ROUNDING = 66
"""A thousandth of the brightest: other builds of FFmpeg round a little differently."""


@pytest.mark.long
@pytest.mark.parametrize("transfer", sorted(BRIGHT))
def test_the_tables_are_what_toning_makes_of_every_colour(transfer: int) -> None:
    table = np.load(Path(toning.__file__).parent / "toned_colours" / f"{int(transfer)}-{BT2020}.npy")
    made = tone_all(transfer, BT2020)
    assert table.shape == made.shape == (STEPS**3, 3)
    assert np.abs(table.astype(int) - made).max() <= ROUNDING
    assert table[0].max() == 0
    assert table[-1].min() > 65_000


def test_grays_stay_gray_and_grow_lighter() -> None:
    for transfer in BRIGHT:
        table = np.load(Path(toning.__file__).parent / "toned_colours" / f"{int(transfer)}-{BT2020}.npy")
        grays = table[:: STEPS**2 + STEPS + 1].astype(int)
        assert len(grays) == STEPS
        assert np.ptp(grays, axis=1).max() < 1500
        assert (np.diff(grays.mean(axis=1)) >= 0).all()


def test_of_other_primaries_a_table_is_made(testdata: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def dark(transfer: int, primaries: int) -> toning.Table:
        asked.append((int(transfer), int(primaries)))
        return np.zeros((STEPS**3, 3), np.uint16)

    monkeypatch.setattr(toning, "tone_all", dark)
    with av.open(str(testdata / "video/androidx__media/sample_edit_list.mp4")) as film:
        (frame,) = islice(film.decode(video=0), 1)
    assert frame.color_trc == ColorTrc.ARIB_STD_B67
    frame.color_primaries = 12
    shown = Upright((320, 180)).turn(frame, start_ms=0)
    assert asked == [(18, 12)]
    assert shown.to_ndarray(format="gray").max() < 20
