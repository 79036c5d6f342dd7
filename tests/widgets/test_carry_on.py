from vigwidgets.widgets.carry_on import CarryOn

FIRST = {"id": "being_attentive", "title": "Being attentive", "notebook": "03_being_attentive.ipynb", "minutes": 40}


def test_on_a_first_visit_there_is_only_a_beginning(page_of):
    page = page_of(CarryOn(begin=FIRST))
    assert page.state["begin"] == FIRST
    assert page.state["place"] == {}


def test_the_page_cannot_say_where_somebody_stopped(page_of, caplog):
    page = page_of(CarryOn(begin=FIRST))
    page.write(place={"chapter": FIRST})
    assert page.widget.place == {}
    assert "a page wrote place of CarryOn" in caplog.text
