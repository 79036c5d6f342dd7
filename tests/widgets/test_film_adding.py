from vigwidgets.widgets.film_adding import FilmAdding


def test_alone_it_does_not_know_about_the_disk(page_of):
    assert page_of(FilmAdding()).ask("disk.encryption", {})["result"] == {"state": "unknown", "kind": ""}


def test_the_form_stands_open_only_where_no_film_is_yet(page_of):
    assert page_of(FilmAdding()).state["first"] is False
    assert page_of(FilmAdding(first=True)).state["first"] is True


def test_it_has_a_word_for_each_way_a_disk_may_be(page_of):
    words = page_of(FilmAdding()).state["words"]
    assert {"disk_on", "disk_off", "disk_unknown"} <= set(words)
    assert "{kind}" in words["disk_on"]
