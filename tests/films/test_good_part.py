"""A damaged film: what it is up to the damage is offered, and kept if that is wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import pytest

from tests.films.bringing_in import signs
from tests.films.damaging import VIDEO, Variant
from vigwidgets.core.errors import FilmDamaged, FilmUnreadable
from vigwidgets.films import Shelf, probe

INDEX_FIRST = [
    "friday.mp4",
    "bear-vp9.webm",
    "roadtrip-vp92-10bit.webm",
    "thanks.mkv",
    "sample.flv",
    "sample.avi",
    "bbaf2n.mpg",
    "sample_fragmented_seekable.mp4",
]
"""Films that can be read from the beginning: nothing that is needed lies at their end."""


def cut_off(path: Path, to: Path, *, share: float) -> Path:
    """Write the first part of a file, as a full card or a pulled cable leaves it."""
    content = path.read_bytes()
    to.write_bytes(content[: int(len(content) * share)])
    return to


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "films")


def test_a_film_that_is_damaged_inside_offers_what_comes_before(real: Callable[[str], Path], shelf: Shelf) -> None:
    film = real("sample_with_invalid_nalu.mp4")
    with pytest.raises(FilmDamaged, match=r"damaged after 0\.9 seconds") as refused:
        shelf.bring_in(film, film_id="one")
    assert refused.value.good_ms == 868
    assert list(shelf.folder.iterdir()) == []

    kept = shelf.bring_in(film, film_id="one", good_part=True)
    assert (kept.probe.frames, kept.probe.duration_ms, kept.playable) == (26, 868, "copy")
    assert shelf.original_path("one").read_bytes() == film.read_bytes()
    copy = probe(shelf.film_path("one"))
    assert copy.browser_plays
    assert copy.times == kept.probe.times


@pytest.mark.parametrize("name", INDEX_FIRST)
@pytest.mark.parametrize("share", [0.82, 0.95])
def test_a_film_that_was_cut_off_offers_nearly_all_that_is_left(
    real: Callable[[str], Path], shelf: Shelf, tmp_path: Path, name: str, share: float
) -> None:
    whole = probe(real(name))
    film = cut_off(real(name), tmp_path / name, share=share)
    with pytest.raises(FilmDamaged):
        shelf.bring_in(film, film_id="one")
    kept = shelf.bring_in(film, film_id="one", good_part=True)

    number = kept.probe.frames
    assert 0.5 * whole.frames < number <= whole.frames
    assert kept.probe.times.times_ms == whole.times.times_ms[:number]
    copy = probe(shelf.film_path("one"))
    assert copy.times.times_ms == kept.probe.times.times_ms
    with av.open(str(shelf.film_path("one"))) as shown:
        assert shown.duration is not None
        assert shown.duration / 1000 <= kept.probe.duration_ms + 30


def test_a_film_whose_index_is_lost_is_refused_plainly(
    real: Callable[[str], Path], shelf: Shelf, tmp_path: Path
) -> None:
    film = cut_off(real("with-gps.mov"), tmp_path / "film.mov", share=0.9)
    for good_part in (False, True):
        with pytest.raises(FilmUnreadable, match="cut off") as refused:
            shelf.bring_in(film, film_id="one", good_part=good_part)
        assert not isinstance(refused.value, FilmDamaged)
    assert list(shelf.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["silent-black-10s.mp4", "h264-mjpeg.mp4"])
def test_a_film_cut_off_inside_its_index_keeps_the_tracks_that_are_whole(
    real: Callable[[str], Path], shelf: Shelf, tmp_path: Path, name: str
) -> None:
    whole = probe(real(name))
    film = cut_off(real(name), tmp_path / name, share=0.9)
    kept = shelf.bring_in(film, film_id="one", good_part=True)
    assert kept.playable == "copy"
    assert kept.probe.times.times_ms == whole.times.times_ms[: kept.probe.frames]
    assert kept.probe.frames > 0.9 * whole.frames


def test_a_transport_stream_that_ends_inside_a_packet_is_cut_off(real: Callable[[str], Path], tmp_path: Path) -> None:
    film = cut_off(real("bbb_2500ms.ts"), tmp_path / "film.ts", share=0.5001)
    with pytest.raises(FilmUnreadable, match="cut off"):
        probe(film)


@pytest.mark.parametrize(
    ("name", "kind", "seed"),
    [
        ("drewnoakes__metadata-extractor-images/sample.3gp", "bytes taken out", 1),  # sound no decoder knows
        ("androidx__media/roadtrip-vp92-10bit.webm", "bytes put in", 2),  # a block that ends elsewhere
        ("androidx__media/silent-black-10s.mp4", "zeroed", 1),  # a few zeros in one small picture
        ("androidx__media/bear-vp9.webm", "two joined", 2),  # a second film behind the first
    ],
)
def test_damage_of_many_kinds_leaves_the_pictures_before_it(
    shelf: Shelf, tmp_path: Path, name: str, kind: str, seed: int
) -> None:
    variant = Variant(name, kind, seed)
    whole = probe(VIDEO / name)
    film = variant.write(tmp_path / variant.name())
    with pytest.raises(FilmDamaged):
        shelf.bring_in(film, film_id="one")
    kept = shelf.bring_in(film, film_id="one", good_part=True)
    assert kept.probe.times.times_ms == whole.times.times_ms[: kept.probe.frames]
    number = kept.probe.frames
    assert signs(film, number) == signs(VIDEO / name, number)


def test_a_damaged_time_is_no_reason_to_want_a_larger_disk(tmp_path: Path, shelf: Shelf) -> None:
    film = Variant("androidx__media/sample.flv", "tables", 2).write(tmp_path / "film.flv")
    with pytest.raises(FilmUnreadable, match="damaged"):
        shelf.bring_in(film, film_id="one")


def test_a_length_that_no_disk_could_hold_is_a_damaged_film(tmp_path: Path, shelf: Shelf) -> None:
    film = Variant("androidx__media/sample_av1.mp4", "lengths", 1).write(tmp_path / "film.mp4")
    with pytest.raises(FilmUnreadable, match=r"cut off|no film"):
        shelf.bring_in(film, film_id="one")


def test_half_a_second_is_nothing_to_mark(real: Callable[[str], Path], shelf: Shelf, tmp_path: Path) -> None:
    film = cut_off(real("friday.mp4"), tmp_path / "film.mp4", share=0.03)
    with pytest.raises(FilmUnreadable) as refused:
        shelf.bring_in(film, film_id="one", good_part=True)
    assert not isinstance(refused.value, FilmDamaged)


def test_asking_for_the_good_part_of_a_good_film_changes_nothing(real: Callable[[str], Path], shelf: Shelf) -> None:
    kept = shelf.bring_in(real("friday.mp4"), film_id="one", good_part=True)
    assert (kept.playable, kept.probe.frames) == ("original", 185)
