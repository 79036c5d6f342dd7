import logging

import pytest

from vigwidgets.core.film import Film
from vigwidgets.widgets.film_player import Captions, FilmPlayer, addressed

FILM = Film(
    id="f1",
    title="A walk",
    duration_ms=10_000,
    frames=250,
    variable_frame_rate=False,
    rotation=0,
    width=640,
    height=360,
    video_codec="h264",
    audio_codec="aac",
    playable="original",
    media_type="video/mp4",
    sha256="0" * 64,
    size_bytes=123_456,
)
ADDRESSES = {"url": "vig/film/f1", "frames_url": "vig/film/f1/frames"}


@pytest.fixture
def page(page_of):
    return page_of(FilmPlayer.of(FILM, **ADDRESSES, captions=[Captions("vig/film/f1/en.vtt", "en-GB", "English")]))


def test_the_page_gets_addresses_and_a_few_facts(page):
    assert page.state["film"] == {
        "id": "f1",
        "title": "A walk",
        "duration_ms": 10_000,
        "width": 640,
        "height": 360,
        "url": "vig/film/f1",
        "growing_url": "",
        "frames_url": "vig/film/f1/frames",
        "poster_url": "",
        "captions": [{"url": "vig/film/f1/en.vtt", "language": "en-GB", "label": "English"}],
        "descriptions_url": "",
        "sounds_url": "",
    }


def test_what_the_film_is_made_of_stays_in_python():
    told = str(addressed(FILM, **ADDRESSES))
    assert FILM.sha256 not in told
    assert str(FILM.size_bytes) not in told


def test_the_page_reports_where_the_film_is(page):
    page.write(playhead_ms=1234, playing=True)
    assert (page.widget.playhead_ms, page.widget.playing) == (1234, True)


def test_a_playhead_before_the_film_is_refused_and_logged(page, caplog):
    with caplog.at_level(logging.WARNING, "vigwidgets.widgets"):
        page.write(playhead_ms=-1)
    assert page.widget.playhead_ms == 0
    assert "refused" in caplog.text


def test_a_refused_playhead_is_put_right_on_the_page(page):
    page.write(playhead_ms="soon")
    assert page.pushed[-1] == {"playhead_ms": 0}


def test_without_a_film_the_player_has_an_empty_one(page_of):
    assert page_of(FilmPlayer()).state["film"] == {}


def test_its_words_are_those_that_tests_and_people_look_for(page):
    words = page.state["words"]
    assert (words["region"], words["play"], words["pause"]) == ("Film", "Play", "Pause")


def test_a_misspelt_trait_is_a_mistake_of_the_author():
    with pytest.raises(TypeError, match="FilmPlayer has no 'films'"):
        FilmPlayer(films={})
