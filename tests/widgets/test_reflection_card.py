import logging
from datetime import UTC, datetime

import pytest

from vigwidgets.core.reflection import Prompt, Revision
from vigwidgets.widgets.reflection_card import ReflectionCard

PROMPT = Prompt("p1", "being_attentive", "What did you notice?")


def revision(text, *, minute=0):
    return Revision("r0", PROMPT, text, "s0", datetime(2026, 11, 20, 10, minute, tzinfo=UTC))


@pytest.fixture
def card():
    return ReflectionCard.of(PROMPT)


@pytest.fixture
def page(card, page_of):
    return page_of(card)


def save(page, text, **changes):
    payload = {"prompt_id": "p1", "film": "", "text": text, "revision_id": "r1", "sitting": "s1", "sequence": 1}
    return page.ask("reflection.save", payload | changes)


def test_the_page_gets_the_prompt_and_its_words(page):
    assert page.state["prompt"] == {"id": "p1", "chapter": "being_attentive", "words": "What did you notice?"}
    assert page.state["words"]["saved"] == "Saved"
    assert page.state["lines"] == 4


def test_a_card_shows_what_is_stored(page_of):
    page = page_of(ReflectionCard.of(PROMPT, revision=revision("She looked up."), revision_count=3))
    assert page.state["text"] == "She looked up."
    assert page.state["saved_at"] == "2026-11-20T10:00:00+00:00"
    assert page.state["revision_count"] == 3


def test_text_and_time_of_what_is_stored_reach_the_page_in_one_message(card, page):
    card.show(revision("She looked up."), revision_count=1)
    assert [sorted(state) for state in page.pushed] == [["revision_count", "saved_at", "text"]]


def test_a_save_is_answered_with_its_instant(page):
    reply = save(page, "She smiled.")
    assert reply["ok"]
    assert datetime.fromisoformat(reply["result"]["saved_at"]).tzinfo is not None
    assert reply["result"]["revision_count"] == 1


def test_saving_the_same_revision_again_keeps_one_version(card, page):
    save(page, "She")
    save(page, "She smiled.", sequence=2)
    assert card.text == "She smiled."
    assert card.revision_count == 1


def test_a_save_that_comes_late_changes_nothing(card, page):
    save(page, "She smiled.", sequence=2)
    assert save(page, "She", sequence=1)["ok"]
    assert card.text == "She smiled."


def test_earlier_versions_come_newest_first(page):
    save(page, "first")
    save(page, "second", revision_id="r2", sequence=2)
    revisions = page.ask("reflection.history", {"prompt_id": "p1", "film": ""})["result"]["revisions"]
    assert [(r["id"], r["text"]) for r in revisions] == [("r2", "second"), ("r1", "first")]


def test_a_second_window_beside_is_told_and_both_texts_are_kept(page):
    assert not save(page, "mine")["result"]["beside"]
    assert not save(page, "theirs", revision_id="r2", sitting="s2")["result"]["beside"]
    assert save(page, "mine again", sequence=2)["result"]["beside"]
    revisions = page.ask("reflection.history", {"prompt_id": "p1", "film": ""})["result"]["revisions"]
    assert {r["text"] for r in revisions} == {"theirs", "mine again"}


@pytest.mark.parametrize("other", [{"prompt_id": "p2"}, {"film": "f1"}, {"film": None}])
def test_an_answer_to_another_prompt_or_about_another_film_is_refused(card, page, other):
    reply = save(page, "x", **other)
    assert reply["error"]["code"] == "bad_request"
    assert card.text == ""


def test_a_card_about_a_film_takes_what_is_written_about_that_film_only(page_of):
    page = page_of(ReflectionCard.of(Prompt("p1", "my_film", "What did you do?", film="f1")))
    assert page.state["film"] == "f1"
    assert save(page, "x", film="f1")["ok"]
    assert not save(page, "y", film="", sequence=2)["ok"]


def test_what_was_written_is_erased_with_every_version(card, page):
    save(page, "first")
    save(page, "second", revision_id="r2", sequence=2)
    assert page.ask("reflection.erase", {"prompt_id": "p1", "film": "", "receipt_id": "e1"})["ok"]
    assert (card.text, card.saved_at, card.revision_count) == ("", "", 0)
    assert page.ask("reflection.history", {"prompt_id": "p1", "film": ""})["result"]["revisions"] == []
    assert save(page, "anew")["result"]["revision_count"] == 1


@pytest.mark.parametrize("wrong", [{"prompt_id": "p2"}, {"film": "f1"}, {"receipt_id": "no such form!"}])
def test_an_erasure_of_the_wrong_form_erases_nothing(card, page, wrong):
    save(page, "kept")
    payload = {"prompt_id": "p1", "film": "", "receipt_id": "e1"} | wrong
    assert not page.ask("reflection.erase", payload)["ok"]
    assert card.text == "kept"


def test_a_film_its_text_and_its_key_reach_the_page_in_one_message(card, page):
    card.show(revision("About f1."), revision_count=1, film="f1", draft_key="5e" * 32)
    assert [sorted(state) for state in page.pushed] == [["draft_key", "film", "revision_count", "saved_at", "text"]]


def test_what_a_notebook_stores_beside_its_output_tells_no_word_and_no_key(card):
    card.show(revision("She looked up."), revision_count=1, draft_key="5e" * 32)
    assert "5e5e" not in repr(card)
    assert "looked" not in repr(card)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": 5}, "bad_request"),
        ({"sequence": "1"}, "bad_request"),
        ({"revision_id": "no such form!"}, "invalid_value"),
        ({"sitting": None}, "invalid_value"),
        ({"text": "x" * 200_001}, "invalid_value"),
    ],
)
def test_a_save_of_the_wrong_form_is_refused_and_changes_nothing(card, page, changes, code):
    save(page, "kept")
    reply = save(page, **({"text": "new", "sequence": 2} | changes))
    assert reply["error"]["code"] == code
    assert card.text == "kept"


@pytest.mark.parametrize(
    "trait", ["prompt", "film", "text", "saved_at", "revision_count", "words", "person_key", "draft_key"]
)
def test_a_page_writes_none_of_the_cards_traits(card, page, caplog, trait):
    before = getattr(card, trait)
    with caplog.at_level(logging.WARNING, "vigwidgets.widgets"):
        page.write(**{trait: "forged"})
    assert getattr(card, trait) == before
    assert f"a page wrote {trait}" in caplog.text


def test_the_journals_answers_stand_over_those_in_memory(page_of):
    stored = {"saved_at": "2026-11-20T10:00:00+00:00", "revision_count": 7, "beside": False}
    page = page_of(ReflectionCard(PROMPT, on_request={"reflection.save": lambda _payload: stored}))
    assert save(page, "x")["result"] == stored


def test_an_unknown_keyword_is_an_error():
    with pytest.raises(TypeError, match="ReflectionCard has no 'txt'"):
        ReflectionCard(PROMPT, txt="x")
