"""Pictures from one frame to another are those of the film, whichever way they are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from vigwidgets.core.errors import FilmUnreadable
from vigwidgets.films import probe, seeking

Made = Callable[..., Path]
PIECES = [(0, 1), (0, 50), (7, 8), (11, 26), (24, 50), (49, 50)]
UNEVEN = [*range(0, 900, 33), *range(1000, 2800, 82)]


def all_pictures(film: Path) -> list[np.ndarray]:
    with av.open(str(film)) as container:
        return [frame.to_ndarray() for frame in container.decode(video=0)]


def found_between(film: Path, first: int, until: int) -> list[np.ndarray]:
    with film.open("rb", buffering=0) as file:
        return [one.to_ndarray() for one in seeking.pictures_between(file, probe(film), first=first, until=until)]


def check(film: Path, first: int, until: int) -> None:
    """Assert that the pictures are those, to the pixel: every picture of the film is other noise."""
    wanted, found = all_pictures(film)[first:until], found_between(film, first, until)
    assert len(found) == until - first
    assert all(np.array_equal(a, b) for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize("starts_ms", [range(0, 2000, 40), UNEVEN], ids=["even", "uneven"])
@pytest.mark.parametrize(("first", "until"), PIECES)
def test_sought_pictures_are_the_films(
    made: Made, monkeypatch: pytest.MonkeyPatch, first: int, until: int, starts_ms: range | list[int]
) -> None:
    monkeypatch.setattr(seeking, "_counted", lambda *_, **__: iter(()))
    check(made("film.mp4", starts_ms=tuple(starts_ms)[:50]), first, until)


@pytest.mark.parametrize("astray_after", [0, 1, 3])
@pytest.mark.parametrize(("first", "until"), PIECES)
def test_pictures_are_counted_from_where_seeking_went_astray(
    made: Made, monkeypatch: pytest.MonkeyPatch, first: int, until: int, astray_after: int
) -> None:
    right = seeking._sought

    def sought(*where: Any, **which: Any) -> Iterator[av.VideoFrame]:
        for number, frame in enumerate(right(*where, **which)):
            if number == astray_after:
                raise seeking._AstrayError
            yield frame
        raise seeking._AstrayError

    monkeypatch.setattr(seeking, "_sought", sought)
    check(made("film.mp4"), first, until)


def test_a_frame_that_is_not_there_is_no_picture_of_another(made: Made) -> None:
    with pytest.raises(FilmUnreadable, match="damaged"):
        found_between(made("film.mp4"), 48, 51)
