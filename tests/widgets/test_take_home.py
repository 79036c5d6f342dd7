from vigwidgets.widgets.take_home import TakeHome


def test_it_knows_sizes_and_never_the_work_itself(page_of):
    page = page_of(TakeHome(films=2, work_bytes=120_000, films_bytes=640_000_000))
    assert (page.state["films"], page.state["work_bytes"], page.state["films_bytes"]) == (2, 120_000, 640_000_000)


def test_it_says_how_to_bring_the_work_back_and_where_to_keep_it(page_of):
    words = page_of(TakeHome()).state["words"]
    assert "vig restore " in words["restore_command"]
    assert "encrypted" in words["safe"]
