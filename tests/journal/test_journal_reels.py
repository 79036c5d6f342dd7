"""One person's reel of a film: stored as a whole and in its order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.law import LAW
from vigwidgets.core import access
from vigwidgets.core.errors import InvalidValue, NotFound, SpanOutsideFilm
from vigwidgets.core.film import Film
from vigwidgets.core.mark import ID_FORM
from vigwidgets.core.reel import LONGEST_WORDS, MOST_ITEMS, ReelItem
from vigwidgets.core.span import Span
from vigwidgets.journal import Journal, schema
from vigwidgets.journal.engine import make_engine
from vigwidgets.journal.engine import place as place_of
from vigwidgets.journal.reeling import REEL

Opener = Callable[..., Journal]
Arrange = Callable[..., tuple[ReelItem, ...]]
Place = Path | str

WORDS = st.text(max_size=60)


@pytest.fixture
def film(journal: Journal, make: SimpleNamespace) -> Film:
    return journal.add_film(make.film())


def named(items: tuple[ReelItem, ...]) -> str:
    return "".join(item.id for item in items)


def test_a_film_has_no_reel_until_somebody_makes_one(journal: Journal, film: Film) -> None:
    assert journal.reel(film.id) == ()


@LAW
@given(
    places=st.lists(st.tuples(st.integers(0, 59_998), st.integers(1, 60_000)), max_size=8),
    title=WORDS,
    did=WORDS,
    then=WORDS,
    hope=WORDS,
)
def test_a_reel_is_read_by_another_journal_as_it_was_stored(
    place: Place, opened: Opener, make: SimpleNamespace, places: list[tuple[int, int]], **words: str
) -> None:
    with opened(place) as journal:
        film = journal.add_film(make.film())
        reel = tuple(
            make.moment(f"m{at}", start, min(start + length, 60_000), **words)
            for at, (start, length) in enumerate(places)
        )
        kept = {name: text.replace("\x00", "\N{REPLACEMENT CHARACTER}") for name, text in words.items()}
        expected = tuple(replace(item, **kept) for item in reel)
        assert journal.set_reel(film.id, iter(reel), change_id=make.new_id()) == expected
    with opened(place) as another:
        assert another.reel(film.id) == expected


def test_the_longest_reel_comes_back_whole(journal: Journal, film: Film, make: SimpleNamespace) -> None:
    words = dict.fromkeys(("did", "then", "hope"), "ü" * LONGEST_WORDS)
    reel = tuple(make.moment(f"m{at}", at, at + 1, title="T" * 300, **words) for at in range(MOST_ITEMS))
    journal.set_reel(film.id, reel, change_id="c1")
    assert journal.reel(film.id) == reel


def test_half_an_emoji_is_kept_as_the_sign_for_it(journal: Journal, film: Film, make: SimpleNamespace) -> None:
    (stored,) = journal.set_reel(film.id, [make.moment("m", title="a\ud83d", did="\ud83d")], change_id="c1")
    assert (stored.title, stored.did) == ("a\N{REPLACEMENT CHARACTER}", "\N{REPLACEMENT CHARACTER}")
    assert journal.reel(film.id) == (stored,)


def test_a_reel_stands_in_the_order_that_was_given_and_takes_the_place_of_the_one_before(
    journal: Journal, film: Film, arrange: Arrange
) -> None:
    for names in ("bca", "ab", "cb"):
        arrange(journal, film, names)
        assert named(journal.reel(film.id)) == names


def test_a_reel_without_moments_is_none(journal: Journal, film: Film, arrange: Arrange) -> None:
    arrange(journal, film, "ab")
    assert arrange(journal, film, "") == journal.reel(film.id) == ()


def test_every_film_has_a_reel_of_its_own(
    journal: Journal, film: Film, make: SimpleNamespace, arrange: Arrange
) -> None:
    other = journal.add_film(make.film())
    arrange(journal, film, "ab")
    arrange(journal, other, "c")
    journal.undo(other.id, change_id="u1")
    assert (named(journal.reel(film.id)), journal.reel(other.id)) == ("ab", ())


def test_the_same_request_again_does_nothing(journal: Journal, film: Film, arrange: Arrange) -> None:
    arrange(journal, film, "ab", change_id="c1")
    arrange(journal, film, "ab", change_id="c1")
    journal.undo(film.id, change_id="u1")
    assert journal.reel(film.id) == ()
    assert not journal.can_undo(film.id)


def test_a_late_retry_answers_what_is_there_now(journal: Journal, film: Film, arrange: Arrange) -> None:
    arrange(journal, film, "ab", change_id="c1")
    newer = arrange(journal, film, "c")
    assert arrange(journal, film, "ab", change_id="c1") == newer == journal.reel(film.id)


def test_a_retry_of_half_an_emoji_is_known_again(journal: Journal, film: Film, make: SimpleNamespace) -> None:
    first = journal.set_reel(film.id, [make.moment("m", did="\ud83d")], change_id="c1")
    assert journal.set_reel(film.id, [make.moment("m", did="\ud83d")], change_id="c1") == first


@pytest.mark.parametrize("names", ["ba", "a", "abc", ""])
def test_a_change_id_stands_for_one_reel(journal: Journal, film: Film, arrange: Arrange, names: str) -> None:
    stored = arrange(journal, film, "ab", change_id="c1")
    with pytest.raises(InvalidValue, match="used for another change"):
        arrange(journal, film, names, change_id="c1")
    assert journal.reel(film.id) == stored


def test_a_change_id_of_a_mark_does_not_serve_a_reel(
    journal: Journal, film: Film, make: SimpleNamespace, arrange: Arrange
) -> None:
    journal.add_mark(make.mark(film), change_id="c1")
    with pytest.raises(InvalidValue, match="used for another change"):
        arrange(journal, film, "a", change_id="c1")
    arrange(journal, film, "a", change_id="c2")
    with pytest.raises(InvalidValue, match="used for another change"):
        journal.add_mark(make.mark(film), change_id="c2")
    with pytest.raises(InvalidValue, match="used for another change"):
        journal.undo(film.id, change_id="c2")


def test_a_change_id_of_another_film_does_not_serve_a_reel(
    journal: Journal, film: Film, make: SimpleNamespace, arrange: Arrange
) -> None:
    arrange(journal, film, "a", change_id="c1")
    with pytest.raises(InvalidValue, match="used for another change"):
        arrange(journal, journal.add_film(make.film()), "a", change_id="c1")


def test_a_reel_that_cannot_be_is_refused_and_nothing_changes(
    journal: Journal, film: Film, make: SimpleNamespace, arrange: Arrange
) -> None:
    stored = arrange(journal, film, "ab", change_id="c1")
    attempts = [
        ([make.moment("a"), make.moment("b"), make.moment("a", 5, 9)], InvalidValue, "stands in the reel once"),
        ([make.moment(f"m{at}") for at in range(MOST_ITEMS + 1)], InvalidValue, "at most 200 moments"),
        ([make.moment("a"), make.moment("b", 59_000, 60_001)], SpanOutsideFilm, "60001 ms"),
    ]
    for reel, error, told in attempts:
        with pytest.raises(error, match=told):
            journal.set_reel(film.id, reel, change_id="refused")
    assert journal.reel(film.id) == stored
    # Nothing of the refused ones is remembered: their change id is still free, and undo takes back what was stored.
    arrange(journal, film, "abc", change_id="refused")
    journal.undo(film.id, change_id="u1")
    assert journal.reel(film.id) == stored


def test_a_moment_may_end_with_its_film(journal: Journal, film: Film, make: SimpleNamespace) -> None:
    (stored,) = journal.set_reel(film.id, [make.moment("m", 59_000, 60_000)], change_id="c1")
    assert stored.span == Span(59_000, 60_000)


def test_a_reel_needs_its_film(journal: Journal, make: SimpleNamespace) -> None:
    with pytest.raises(NotFound, match="no such film"):
        journal.set_reel("nowhere", [make.moment("m")], change_id="c1")
    with pytest.raises(NotFound, match="no such film"):
        journal.reel("nowhere")


def test_each_person_has_a_reel_of_their_own_on_a_clip_for_all(
    place: Place, opened: Opener, make: SimpleNamespace, arrange: Arrange
) -> None:
    ann, bea = opened(place, "ann"), opened(place, "bea")
    clip = ann.shelve_clip(make.film(source="drawn"))
    arrange(ann, clip, "ab", change_id="c1")
    assert bea.reel(clip.id) == ()
    arrange(bea, clip, "c", change_id="c1")
    bea.undo(clip.id, change_id="u1")
    bea.undo(clip.id, change_id="u2")
    assert (named(ann.reel(clip.id)), bea.reel(clip.id)) == ("ab", ())
    bea.erase_everything(receipt_id="erased")
    assert named(ann.reel(clip.id)) == "ab"


def test_removing_a_mark_leaves_the_reel_as_it_is(journal: Journal, film: Film, make: SimpleNamespace) -> None:
    mark = journal.add_mark(make.mark(film), change_id="c1")
    reel = journal.set_reel(film.id, [make.moment("m", mark=mark.id)], change_id="c2")
    journal.remove_mark(film.id, mark.id, change_id="c3")
    assert journal.reel(film.id) == reel


def test_a_receipt_counts_a_reel_as_nothing_of_its_own(
    journal: Journal, film: Film, make: SimpleNamespace, arrange: Arrange
) -> None:
    arrange(journal, film, "ab")
    receipt = journal.erase_film(film.id, receipt_id="erased")
    assert (receipt.films, receipt.marks, receipt.texts) == (1, 0, 0)
    with pytest.raises(NotFound, match="no such film"):
        arrange(journal, film, "late")
    journal.add_film(film)
    assert journal.reel(film.id) == ()
    assert not journal.can_undo(film.id)


def test_a_page_that_stays_open_stores_no_reel_after_everything_was_erased_elsewhere(
    place: Place, opened: Opener, make: SimpleNamespace, arrange: Arrange
) -> None:
    stale, journal = opened(place, for_page=True), opened(place)
    clip = journal.shelve_clip(make.film(source="drawn"))
    journal.erase_everything(receipt_id="all")
    with pytest.raises(NotFound, match="erased from somewhere else"):
        arrange(stale, clip, "a")
    assert journal.reel(clip.id) == ()


def test_no_mark_can_have_the_name_that_changes_give_the_reel() -> None:
    assert not ID_FORM.fullmatch(REEL)


def test_a_journal_from_before_there_were_reels_goes_on(
    empty_place: Place, opened: Opener, make: SimpleNamespace, arrange: Arrange
) -> None:
    engine = make_engine(place_of(empty_place))
    schema.upgrade(engine, file=None, target="0003")
    engine.dispose()
    journal = opened(empty_place)
    film = journal.add_film(make.film())
    assert journal.reel(film.id) == ()
    assert named(arrange(journal, film, "ab")) == "ab"


def test_who_may_not_have_a_reel_neither_sees_nor_stores_one(
    journal: Journal, film: Film, arrange: Arrange, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = arrange(journal, film, "ab")
    with monkeypatch.context() as patch:
        patch.setattr(access, "may", lambda _person, _action, thing, **_named: thing != "reel")
        with pytest.raises(NotFound, match="no such reel"):
            journal.reel(film.id)
        with pytest.raises(NotFound, match="no such reel"):
            arrange(journal, film, "b")
    assert journal.reel(film.id) == stored
