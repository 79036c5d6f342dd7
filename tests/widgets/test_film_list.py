from datetime import date

import pytest

from vigwidgets.core.errors import BadRequest, InvalidValue
from vigwidgets.core.permission import Permission
from vigwidgets.widgets.film_list import FilmList
from vigwidgets.workbook.compositions.own_films import permission_from


def test_choosing_moves_the_choice(page_of):
    page = page_of(FilmList())
    assert page.ask("film.choose", {"id": "f1"})["ok"]
    assert page.state["chosen"] == "f1"


def test_alone_it_erases_nothing_and_says_so(page_of):
    assert page_of(FilmList()).ask("film.erase", {"id": "f1", "receipt_id": "r1"})["error"]["code"] == "bad_request"


def test_it_brings_the_words_of_the_agreement_along(page_of):
    words = page_of(FilmList()).state["words"]
    assert words["films"] == "My films"
    assert words["use_work"] == "My own work"


def agreement(**changes):
    return {"uses": ["work"], "until": "", "people": [], "given_by": "", **changes}


def test_an_agreement_arrives_as_the_person_wrote_it():
    asked = agreement(uses=["group", "work"], until="2027-07-31", people=["K.", " the  mother "], given_by="her")
    assert permission_from(asked) == Permission(("work", "group"), date(2027, 7, 31), ("K.", "the mother"), "her")


def test_without_a_date_it_has_none():
    assert permission_from(agreement()).until is None


@pytest.mark.parametrize("wrong", [{"uses": "work"}, {"people": [1]}, {"until": None}, {"given_by": 3}])
def test_an_agreement_in_another_form_is_refused(wrong):
    with pytest.raises(BadRequest, match="form this workbook does not know"):
        permission_from(agreement(**wrong))


def test_a_day_that_is_none_is_refused():
    with pytest.raises(InvalidValue, match="is not a date"):
        permission_from(agreement(until="31.7.2027"))
