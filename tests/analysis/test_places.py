"""Places to look: at changes of voice, never on top of one another, and nowhere when nobody speaks."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sounding_film import CHANGES_MS, NOBODY, nobody, two_people, write_film
from vigwidgets.analysis import Place, places_to_look
from vigwidgets.analysis.places import LONGEST_MS
from vigwidgets.analysis.turns import Listener, turns_of
from vigwidgets.core.span import Span
from vigwidgets.core.voices import Voices
from vigwidgets.films.opening import opened_file
from vigwidgets.films.probe import probe_file
from vigwidgets.films.speech import listen

STEP_MS = 32
SHE, HE, CHILD = 220.0, 120.0, 380.0
Said = tuple[int, int, float, float]
"""Start and end in ms, Hz, and by how many octaves the voice sways."""


def sounding(said: list[Said], *, length_ms: int, sure: float = 0.95) -> tuple[list[Span], Voices]:
    """Return speech and voices as they would be heard of what is said; a voice's colour goes with its pitch."""
    count = length_ms // STEP_MS
    table = {name: np.zeros(count) for name in ("sure", "pitch", "clear")}
    level, colours = np.full(count, -70.0), np.full((count, 13), -80.0)
    for start_ms, end_ms, hertz, sway in said:
        steps = np.arange(start_ms // STEP_MS, min(count, end_ms // STEP_MS))
        if len(steps):
            table["sure"][steps], table["clear"][steps], level[steps] = sure, 0.95, -20.0
            table["pitch"][steps] = hertz * 2 ** (sway * (np.linspace(-0.5, 0.5, len(steps))))
            colours[steps] = -40.0 + 6 * np.sin(np.arange(13) * np.log2(hertz / 50))
    speech = [Span(start, min(end, length_ms)) for start, end, *_ in said if sure > 0.5 and start < length_ms]
    return speech, Voices(0, STEP_MS, table["sure"], table["pitch"], table["clear"], level, colours)


def found_in(said: list[Said], *, length_ms: int = 60_000, most: int = 20) -> list[Place]:
    return places_to_look(*sounding(said, length_ms=length_ms), duration_ms=length_ms, most=most)


def middle_ms(place: Place) -> float:
    return (place.span.start_ms + place.span.end_ms) / 2


def heard_places(path: Path) -> list[Place]:
    with opened_file(path) as file:
        probe = probe_file(file)
        heard = listen(file, probe=probe)
    return places_to_look(heard.speech, heard.voices, duration_ms=probe.duration_ms)


class TestRealSound:
    def test_two_people_who_talk_are_found_where_the_voice_changes(self, testdata, tmp_path):
        found = heard_places(write_film(tmp_path / "film.mp4", two_people(testdata)))
        assert [one.why for one in found[:3]] == ["another_voice"] * 3
        near = [[change for change in CHANGES_MS if -200 <= middle_ms(one) - change <= 700] for one in found[:3]]
        assert all(near)
        assert max(middle_ms(one) for one in found[:3]) > 20_000

    def test_whose_turn_it_is_is_heard_by_the_voice(self, testdata, tmp_path):
        with opened_file(write_film(tmp_path / "film.mp4", two_people(testdata))) as file:
            heard = listen(file, probe=probe_file(file))
        turns = [one for one in turns_of(heard.speech, heard.voices) if one.end_ms - one.start_ms > 700]
        listener = Listener(turns)
        hers = [2**one.octave > 180 for one in turns]
        assert {True, False} == set(hers)
        for one, other in combinations(range(len(turns)), 2):
            if turns[other].start_ms - turns[one].end_ms < 2_000:
                assert (listener.unlike(one, other) > 0.5) == (hers[one] != hers[other])

    @pytest.mark.parametrize("kind", NOBODY)
    def test_nothing_is_suggested_where_nobody_speaks(self, kind, tmp_path):
        assert heard_places(write_film(tmp_path / "film.mp4", nobody(kind))) == []

    def test_a_film_without_sound_has_no_places(self, tmp_path):
        assert heard_places(write_film(tmp_path / "film.mp4", None, seconds=3)) == []

    def test_a_very_short_film_is_no_matter(self, testdata, tmp_path):
        voices = two_people(testdata)
        for count in (1, 4_000, 16_000, 24_000):
            path = write_film(tmp_path / f"{count}.mkv", voices[:count], codec="pcm_s16le", seconds=count / 16_000)
            for one in heard_places(path):
                assert 0 <= one.span.start_ms < one.span.end_ms <= 1_500


class TestRules:
    def test_where_another_voice_follows_comes_before_a_voice_alone(self):
        found = found_in(
            [
                (2_000, 3_000, SHE, 0.6),
                (20_000, 21_000, CHILD, 0.6),
                (21_400, 22_400, SHE, 0.6),
                (40_000, 41_000, SHE, 0.6),
            ]
        )
        assert found[0].why == "another_voice"
        assert 21_400 <= middle_ms(found[0]) <= 21_900
        assert [one.why for one in found[1:]] == ["answer"] * 2

    def test_one_voice_alone_is_never_another_one(self):
        found = found_in([(at, at + 1_200, SHE, 0.6) for at in range(1_000, 50_000, 1_600)])
        assert {one.why for one in found} == {"answer"}

    def test_a_lively_answer_comes_before_a_flat_one(self):
        found = found_in(
            [
                (5_000, 6_000, CHILD, 0.6),
                (6_400, 6_900, SHE, 0.02),
                (30_000, 31_000, CHILD, 0.6),
                (31_400, 31_900, SHE, 0.6),
            ]
        )
        assert 31_000 < middle_ms(found[0]) < 32_000

    def test_after_a_long_silence_nobody_is_answered(self):
        found = found_in([(5_000, 6_000, CHILD, 0.6), (8_100, 9_000, SHE, 0.6)])
        assert {one.why for one in found} == {"answer"}

    def test_a_hum_is_a_turn_and_a_tone_is_not(self):
        speech, voices = sounding([(5_000, 6_000, CHILD, 0.6)], length_ms=20_000)
        for sway, whys in ((0.5, "another_voice"), (0.0, "answer")):
            _, hum = sounding([(6_400, 7_200, SHE, sway)], length_ms=20_000, sure=0.1)
            both = Voices(
                0,
                STEP_MS,
                np.maximum(voices.sure, hum.sure),
                np.maximum(voices.pitch_hz, hum.pitch_hz),
                np.maximum(voices.clear, hum.clear),
                np.maximum(voices.level_db, hum.level_db),
                np.maximum(voices.colours_db, hum.colours_db),
            )
            assert places_to_look(speech, both, duration_ms=20_000)[0].why == whys

    def test_without_words_there_are_no_places_however_much_is_hummed(self):
        _, voices = sounding(
            [(at, at + 900, SHE, 0.5) for at in range(1_000, 20_000, 1_500)], length_ms=30_000, sure=0.1
        )
        assert places_to_look([], voices, duration_ms=30_000) == []

    def test_no_more_than_asked_for_are_suggested_and_the_first_stay_the_first(self):
        said = [(at, at + 900, CHILD if at % 2 else SHE, 0.6) for at in range(1_000, 58_000, 1_301)]
        every = found_in(said, most=100)
        assert len(every) > 5
        assert [middle_ms(one) for one in found_in(said, most=5)] == [middle_ms(one) for one in every[:5]]
        assert found_in(said, most=0) == []


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60_000), st.integers(100, 9_000), st.sampled_from([SHE, HE, CHILD]), st.floats(0, 1.5)
        ),
        max_size=30,
    ),
    st.integers(2_500, 61_000),
)
def test_places_lie_in_the_film_apart_from_one_another_and_are_short(drawn, length_ms: int):
    said = [(start, start + length, hertz, sway) for start, length, hertz, sway in drawn if start + 50 < length_ms]
    found = found_in(said, length_ms=length_ms)
    assert len(found) <= 20
    for one in found:
        assert 0 <= one.span.start_ms < one.span.end_ms <= length_ms
        assert one.span.length_ms <= LONGEST_MS
    for one, other in combinations(found, 2):
        assert not one.span.overlaps(other.span)
