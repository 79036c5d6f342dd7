"""Practice clips as data: the same seed the same clip, other seeds other clips, and each one fit to be shown."""

from __future__ import annotations

import dataclasses
import statistics
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.thoroughly import usually
from vigwidgets import frameworks
from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio import Drawing, read_scene
from vigwidgets.studio.acting.performance import Performance
from vigwidgets.studio.practice import Practice, grammar, lines, make_practice, make_scene, making, refusing
from vigwidgets.studio.practice.cast import PAIRS
from vigwidgets.studio.practice.dealing import SEEDS, deal
from vigwidgets.studio.practice.dice import Dice
from vigwidgets.studio.practice.events import ALIKE, events, shared
from vigwidgets.studio.practice.making import Wanted
from vigwidgets.studio.script.scene import Look, Says, Scene
from vigwidgets.studio.stage import PLACES

ROOT = Path(__file__).resolve().parents[3]
LINES = ROOT / "sample_clips" / "lines"
FEW = range(1, 2 * len(PAIRS) + 1)
TIERS = (None, 1, 2, 3, 4, 5, 6)


def made(seed: int, **more: int) -> Practice:
    return make_practice(seed, folder=LINES, **more)


@pytest.fixture(scope="module")
def few() -> list[Practice]:
    """Return two clips of each pair."""
    return [made(seed) for seed in FEW]


def keys_of(tier: int) -> set[str]:
    return {one.key for each in frameworks.load().tiers if each.number == tier for one in each.principles}


def test_the_same_seed_gives_the_same_scene_and_the_same_pictures():
    one = make_scene(5, folder=LINES, seconds=15)
    making._accepted.cache_clear()
    again = make_scene(5, folder=LINES, seconds=15)
    assert one == again
    assert one is not again
    index = one.frames // 2
    assert np.array_equal(Drawing(one).frame(index).copy(), Drawing(again).frame(index))


def test_other_seeds_show_other_people_places_light_and_clothes(few: list[Practice]):
    scenes = [one.scene for one in few]
    assert len({scene.cast for scene in scenes}) == len(PAIRS)
    assert len({scene.place for scene in scenes}) >= 6
    assert len({scene.light for scene in scenes}) == 3
    assert len({scene.stagings[0].facing for scene in scenes}) == 2
    assert len({thing.kind for scene in scenes for thing in scene.things}) >= 8
    assert len({tuple(cut.zoom for cut in scene.cuts) for scene in scenes}) >= 3
    assert any(scene.wears for scene in scenes)


def test_no_two_of_a_few_clips_share_more_than_three_tenths_of_their_events(few: list[Practice]):
    assert max(shared(one.events, other.events) for one, other in combinations(few, 2)) <= ALIKE


@pytest.mark.long
@pytest.mark.parametrize("tier", usually((None, 4), thorough=TIERS))
def test_no_two_of_two_hundred_clips_share_more_than_three_tenths_of_their_events(tier: int | None):
    wanted = [Wanted(seed, tier, 30, 3, LINES.resolve()) for seed in range(1, 201)]
    clips = [making.drawn(one, making.dealt(one.seed, tier=tier)) for one in wanted]
    alike = [
        (shared(one.events, other.events), at, after)
        for (at, one), (after, other) in combinations(enumerate(clips, 1), 2)
    ]
    assert len(alike) == 19_900
    assert max(alike)[0] <= ALIKE, sorted(alike)[-5:]
    assert min(one.events.total() for one in clips) >= 8
    for one, clip in zip(wanted, clips, strict=True):
        assert making.scene_of(one, clip).marks


def test_a_deal_finds_draws_that_share_little_and_can_be_acted():
    folder = LINES.resolve()
    draws = deal(folder, seeds=16, tier=5)
    clips = [making.drawn(Wanted(seed, 5, 30, 3, folder), draw) for seed, draw in enumerate(draws, 1)]
    assert max(shared(one.events, other.events) for one, other in combinations(clips, 2)) <= ALIKE
    assert any(draws)


def test_an_event_is_who_does_what_to_whom_with_what_whenever_and_in_answer_to_whatever():
    played = making.drawn(Wanted(1, None, 30, 3, LINES), 0).played
    before = events(played)
    act = next(one for one in played.acts if one.at_ms > 0 and one.answers and not one.line)
    later = dataclasses.replace(act, at_ms=act.at_ms + 400, answers=("I9",), manner="small", note="Another.")
    played.acts[played.acts.index(act)] = later
    assert events(played) == before
    elsewhere = dataclasses.replace(later, to="window")
    played.acts[played.acts.index(later)] = elsewhere
    assert events(played) != before


def test_the_first_two_hundred_seeds_are_dealt_and_what_is_dealt_is_what_is_drawn():
    assert {making.tier_name(tier): SEEDS for tier in TIERS} == {
        name: len(draws) for name, draws in making._deal().items()
    }
    assert making.dealt(SEEDS + 1) == 0
    for seed, tier in ((1, None), (77, None), (200, None), (31, 2), (200, 5), (138, 6)):
        taken = making._accepted(Wanted(seed, tier, 30, 3, LINES.resolve()))[0].sub_seed
        assert taken == making.dealt(seed, tier=tier)


def test_a_clip_is_wholly_alike_with_itself_and_not_at_all_with_one_of_other_people(few: list[Practice]):
    by_cast = {one.scene.cast: one for one in few}
    one, other = list(by_cast.values())[:2]
    assert shared(one.events, one.events) == 1.0
    assert shared(one.events, other.events) < 0.2


@pytest.mark.parametrize("tier", range(1, 7))
def test_a_tier_restricts_what_is_shown_to_its_principles(tier: int):
    shown: Counter[str] = Counter()
    for seed in range(1, 5):
        scene = make_scene(seed, folder=LINES, tier=tier)
        assert scene.tiers == (tier,)
        found = {key for mark in scene.marks for key in mark.principles}
        assert found, seed
        assert found <= keys_of(tier)
        received = [mark for mark in scene.marks if mark.who == scene.cast[0]]
        assert sum(bool(mark.principles) for mark in received) >= len(received) / 2, seed
        shown.update(found)
    assert shown


@pytest.mark.parametrize("seconds", [15, 60])
def test_a_clip_is_as_long_as_was_asked_for_and_never_idle_for_long(seconds: int):
    scene = make_scene(4, folder=LINES, seconds=seconds)
    assert scene.duration_ms == seconds * 1000
    starts = sorted(mark.start_ms for mark in scene.marks)
    assert len(starts) >= seconds // 5
    assert max(later - one for one, later in zip(starts, [*starts[1:], scene.length_ms], strict=True)) < 12_000


def test_initiatives_are_received_in_natural_time(few: list[Practice]):
    after_speech: list[int] = []
    for one in few:
        scene = one.scene
        marks = {mark.id: mark for mark in scene.marks}
        lengths = {says.at_ms: refusing._length(LINES.resolve(), says.line) for says in scene.says}
        for mark in scene.marks:
            begun = marks.get(mark.answers)
            if mark.kind == "reception" and begun and begun.kind == "initiative":
                assert begun.start_ms < mark.start_ms
                if begun.start_ms in lengths and mark.start_ms in lengths:
                    after_speech.append(mark.start_ms - begun.start_ms - lengths[begun.start_ms])
    assert len(after_speech) >= 12
    assert 250 <= statistics.median(after_speech) <= 900
    assert min(after_speech) >= 100
    assert len(set(after_speech)) > 6


def test_gaps_are_log_normal_about_their_median_and_stay_within_bounds():
    dice = Dice("any")
    gaps = [dice.gap_ms(level=3) for _ in range(2000)]
    assert (min(gaps), max(gaps)) == (150, 750)
    assert statistics.median(gaps) == pytest.approx(420, abs=20)
    assert all(3600 <= dice.wait_ms("jamie") <= 6000 for _ in range(50))


def test_a_layer_of_lots_does_not_disturb_another():
    one, other = Dice("7"), Dice("7")
    other.row("camera").random()
    assert one.shuffled("lines", range(20)) == other.shuffled("lines", range(20))


def test_misses_come_from_level_three_and_are_tried_again():
    missed = "is looking at"
    low = [make_scene(seed, folder=LINES, level=2) for seed in range(1, 19)]
    assert not any(missed in mark.note for scene in low for mark in scene.marks)
    unanswered = 0
    for seed in FEW:
        marks = make_scene(seed, folder=LINES, level=3).marks
        answered = {mark.answers for mark in marks}
        begun = sorted((mark for mark in marks if mark.kind == "initiative"), key=lambda mark: mark.start_ms)
        for mark, later in pairwise(begun):
            if mark.id not in answered:
                unanswered += 1
                assert (later.note, later.id in answered) == (mark.note, True)
    assert unanswered


def test_from_level_four_the_guider_begins_something_too_and_at_level_five_receives_some_of_it_by_half():
    def initiatives_of_guiders(level: int) -> int:
        scenes = [make_scene(seed, folder=LINES, level=level) for seed in range(1, 13)]
        return sum(mark.kind == "initiative" and mark.who == scene.cast[0] for scene in scenes for mark in scene.marks)

    assert initiatives_of_guiders(3) == 0
    assert initiatives_of_guiders(4) >= 3
    notes = [mark.note for seed in range(1, 13) for mark in make_scene(seed, folder=LINES, level=5).marks]
    assert any("The eyes stay with" in note for note in notes)


def test_from_level_four_a_noise_is_heard_before_somebody_looks_there_or_speaks_of_it():
    def noises(level: int) -> list[tuple[Scene, int]]:
        scenes = [make_scene(seed, folder=LINES, level=level) for seed in (18, 23, 24, 29)]
        far = ("tower_falls", "steps", "chair", "phone_ring", "toaster_pop")
        return [(scene, one.at_ms) for scene in scenes for one in scene.noises if one.name in far]

    assert not noises(3)
    heard = noises(4)
    assert len(heard) >= 3
    for scene, at_ms in heard:
        begun = [mark.start_ms - at_ms for mark in scene.marks if mark.kind == "initiative"]
        assert any(400 <= after <= 900 for after in begun)


def test_what_might_be_read_in_another_way_is_marked_as_open(few: list[Practice]):
    marks = [mark for one in few for mark in one.scene.marks]
    assert {mark.reading for mark in marks} == {"plain", "open"}
    assert all(mark.reading == "open" for mark in marks if mark.note.endswith("turns away for a while."))
    assert any(mark.also for mark in marks)
    assert all(mark.principles for mark in marks if mark.also)


def test_what_is_said_of_lines_names_lines_that_there_are_and_nobody_hums_with_shut_lips(few: list[Practice]):
    known = {one.key for one in lines.bank(LINES.resolve())}
    kinds = {*grammar.RECEIVES, *grammar.LINE_KIND.values(), "give_back"}
    assert set(lines._borrowed()) <= known
    assert {one for row in lines._borrowed().values() for one in row.get("answers", ())} <= known | kinds
    said = {says.line for one in few for says in one.scene.says}
    assert not {key for key in said if key.endswith(("_mm", "_mm_hm", "_mm_rise", "_hum_bit"))}


def test_marks_and_descriptions_are_plain_sentences(few: list[Practice]):
    crowded = make_scene(24, folder=LINES, tier=2)
    assert len(crowded.descriptions) == 1
    assert all(one.scene.descriptions for one in few)
    for one in few:
        for mark in one.scene.marks:
            assert mark.note.endswith((".", "?", "!", ")", "…")), mark
            assert "{" not in mark.note
        assert all(each.text.endswith(".") for each in one.scene.descriptions)
        ends = [each.end_ms for each in one.scene.descriptions]
        assert all(end <= later.start_ms for end, later in zip(ends, one.scene.descriptions[1:], strict=False))


def test_the_script_beside_the_film_draws_the_same_clip(few: list[Practice], tmp_path: Path):
    (tmp_path / "clip").mkdir()
    (tmp_path / "lines").symlink_to(LINES)
    for one in few[:9]:
        path = tmp_path / "clip" / "scene.toml"
        path.write_text(one.script, "utf-8")
        assert read_scene(path) == one.scene


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"seed": 0}, "whole number from 1"),
        ({"tier": 7}, "no such tier"),
        ({"seconds": 14}, "15 to 60 seconds"),
        ({"level": 6}, "no such level"),
    ],
)
def test_numbers_outside_their_range_are_refused(wrong: dict[str, int], said: str):
    with pytest.raises(SceneRefused, match=said):
        make_scene(**{"seed": 1, **wrong}, folder=LINES)


class TestWhatIsRefused:
    @pytest.fixture
    def scene(self, few: list[Practice]) -> Scene:
        return next(one.scene for one in few if one.scene.cast[1] == "callum" and len(one.scene.says) > 1)

    def test_a_made_scene_is_not(self, scene: Scene):
        refusing.check(scene, level=3)

    def test_a_mark_that_nobody_could_see(self, scene: Scene):
        first = scene.marks[0]
        short = dataclasses.replace(first, end_ms=first.start_ms + 200)
        with pytest.raises(SceneRefused, match="too short"):
            refusing.check(dataclasses.replace(scene, marks=(short, *scene.marks[1:])), level=3)

    def test_a_clip_that_shows_next_to_nothing(self, scene: Scene):
        plain = tuple(dataclasses.replace(one, principles=()) for one in scene.marks)
        with pytest.raises(SceneRefused, match="shows too little"):
            refusing.check(dataclasses.replace(scene, marks=plain), level=3)

    def test_two_kinds_of_mark_that_begin_together_at_an_easy_level(self, scene: Scene):
        one = scene.marks[0]
        marks = (
            dataclasses.replace(one, kind="moment", end_ms=one.start_ms + 900, principles=("waiting",)),
            dataclasses.replace(one, id="X", kind="initiative", end_ms=one.start_ms + 900, principles=("waiting",)),
        )
        assert not list(refusing.short_marks(dataclasses.replace(scene, marks=marks), level=3))
        with pytest.raises(SceneRefused, match="begin together"):
            refusing.check(dataclasses.replace(scene, marks=marks), level=2)

    def test_words_over_words(self, scene: Scene):
        spoken = [one for one in scene.says if "_mm" not in one.line]
        says = (Says("priya", 3000, "priya_youd_like_a_minute"), Says("callum", 3300, "callum_is_that_right"))
        assert spoken
        with pytest.raises(SceneRefused, match="is said over"):
            refusing.check(dataclasses.replace(scene, says=says), level=3)

    def test_a_look_at_what_the_camera_does_not_show(self, scene: Scene):
        cut = dataclasses.replace(scene.cuts[0], centre=(200.0, 200.0), zoom=3.0)
        with pytest.raises(SceneRefused, match=r"outside the picture|leaves the picture"):
            refusing.check(dataclasses.replace(scene, cuts=(cut,)), level=3)

    def test_a_look_at_what_a_head_hides(self, scene: Scene):
        head = Performance(scene, lips={}).shot(115).people["callum"].ball
        spot = PLACES[scene.place].SPOTS["door"]
        moved = tuple(
            dataclasses.replace(one, at=(one.at[0] + spot[0] - head.x, one.at[1] + spot[1] - head.y))
            if one.who == "callum"
            else one
            for one in scene.stagings
        )
        looks = (*scene.looks, Look("priya", 4000, "door"))
        before = dataclasses.replace(scene, looks=looks, stagings=moved, cuts=())
        assert "door is behind callum" in list(refusing.hidden(before, Performance(before, lips={})))

    def test_a_hand_that_does_not_get_to_its_thing(self):
        scenes = (make_scene(seed, folder=LINES) for seed in range(1, 60))
        scene = next(one for one in scenes if any(carry.at_ms > 0 for carry in one.carries))
        carry = next(one for one in scene.carries if one.at_ms > 0)
        far = tuple(
            dataclasses.replace(one, at=(40.0, 700.0)) if one.name == carry.thing else one for one in scene.things
        )
        with pytest.raises(SceneRefused, match=r"out of reach|jumps|outside the picture"):
            refusing.check(dataclasses.replace(scene, things=far), level=3)
