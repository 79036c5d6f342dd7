import pytest

from vigwidgets import frameworks
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.widgets.my_pictures import MyPictures, pictures_of

FRAMEWORK = frameworks.load()


def mark(name, start_ms, end_ms, *principles, answers=None, who=""):
    return Mark(name, "f1", Span(start_ms, end_ms), principles=principles, answers=answers, who=who)


CYCLE = [
    mark("c", 5000, 6000, "having_fun", answers="b", who="me"),
    mark("a", 1000, 2000, "waiting", "wondering", who="me"),
    mark("b", 4500, 5000, "waiting", answers="a", who="K."),
]


@pytest.fixture
def film():
    return Film(
        id="f1", title="Lunch with K.", duration_ms=20_000, frames=500, variable_frame_rate=False, rotation=0,
        width=640, height=360, video_codec="h264", audio_codec="aac", playable="original", media_type="video/mp4",
        sha256="0" * 64, size_bytes=1,
    )  # fmt: skip


def test_it_shows_a_film_by_itself_and_tells_no_title(page_of, film):
    page = page_of(MyPictures.of(film, marks=CYCLE, framework=FRAMEWORK))
    assert page.state["film"] == {"id": "f1"}
    assert (page.state["marks_count"], page.state["receptions_count"]) == (3, 2)
    assert page.state["credit"] == FRAMEWORK.credit
    assert "Lunch" not in str({key: value for key, value in page.state.items() if key != "words"})


def test_tiers_stand_highest_first_each_with_its_moments_by_time():
    shown = pictures_of([*CYCLE, mark("d", 0, 10), mark("e", 20, 30, "of_another_pack")], FRAMEWORK)["tiers"]
    moments = [(one["tier"], [moment["id"] for moment in one["moments"]]) for one in shown]
    assert moments == [(4, ["c"]), (2, ["a", "b"]), (1, ["a"]), (0, ["d", "e"])]
    assert [one["tier_name"] for one in shown] == [FRAMEWORK.tiers[at].name for at in (3, 1, 0)] + [""]


def test_a_yes_cycle_has_its_turns_in_order_and_its_length():
    assert pictures_of(CYCLE, FRAMEWORK)["cycles"] == [
        {
            "start_ms": 1000,
            "end_ms": 6000,
            "length_ms": 5000,
            "turns": [
                {"id": "a", "start_ms": 1000, "end_ms": 2000},
                {"id": "b", "start_ms": 4500, "end_ms": 5000},
                {"id": "c", "start_ms": 5000, "end_ms": 6000},
            ],
        }
    ]


def test_a_wait_ends_with_the_answer_of_the_other():
    assert pictures_of(CYCLE, FRAMEWORK)["waits"] == [
        {
            "start_ms": 2000,
            "end_ms": 4500,
            "wait_ms": 2500,
            "answer": {"id": "b", "start_ms": 4500, "end_ms": 5000},
        }
    ]


def test_a_wait_that_two_exchanges_share_is_there_once():
    two = [*CYCLE, mark("d", 9000, 9500, answers="b", who="me")]
    shown = pictures_of(two, FRAMEWORK)
    assert [one["end_ms"] for one in shown["cycles"]] == [6000, 9500]
    assert [one["wait_ms"] for one in shown["waits"]] == [2500, 4000]


def test_what_is_not_linked_is_in_no_number():
    alone = pictures_of([mark("a", 0, 10, who="K."), mark("b", 900, 990, answers="gone")], FRAMEWORK)
    assert (alone["receptions_count"], alone["cycles"], alone["waits"]) == (0, [], [])


def test_without_marks_nothing_is_there():
    assert pictures_of([], FRAMEWORK) == {
        "marks_count": 0, "receptions_count": 0, "tiers": [], "cycles": [], "waits": [],
    }  # fmt: skip


def test_nothing_in_its_words_counts_shares_or_compares(page_of):
    said = " ".join(str(words) for words in page_of(MyPictures()).state["words"].values()).lower()
    counted = ("%", "share", "only", "fewer", "less", "better", "than")
    found = [word for word in counted if word in said.replace("more than once", "")]
    assert found == []
