import pytest

from vigwidgets.widgets.first_sight import FirstSight


@pytest.fixture
def page(page_of):
    return page_of(FirstSight(film_id="f1"))


def test_a_step_is_kept_and_told(page):
    assert page.ask("first_sight.set", {"film_id": "f1", "step": 1})["result"] == {"step": 1}
    assert page.state["step"] == 1


@pytest.mark.parametrize("step", [-1, 3, "1", None, True, 1.0])
def test_a_step_that_is_none_is_refused_and_nothing_changes(page, step):
    reply = page.ask("first_sight.set", {"film_id": "f1", "step": step})
    assert reply["error"]["code"] == "bad_request"
    assert page.widget.step == 0
