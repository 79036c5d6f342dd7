from vigwidgets.widgets.my_data import MyData


def test_alone_it_shows_what_it_was_given_and_answers_the_look(page_of):
    page = page_of(MyData(folder="/home/kim/work", films={"count": 1, "size_bytes": 2_000_000}))
    assert page.ask("my_data.look", {}) == {"ok": True, "result": {}}
    assert (page.state["folder"], page.state["films"]["count"], page.state["encryption"]) == ("/home/kim/work", 1, {})


def test_there_is_a_sentence_for_every_state_of_a_disk(page_of):
    words = page_of(MyData()).state["words"]
    assert all(words[f"disk_{state}"] for state in ("on", "off", "unknown"))
    assert "{kind}" in words["disk_on"]
