"""What holds for each widget, also for those that are added later."""

import logging
from importlib import import_module
from importlib.resources import files
from itertools import combinations
from pkgutil import iter_modules

import pytest

from vigwidgets import widgets, words
from vigwidgets.core.reflection import Prompt
from vigwidgets.widgets.base import VigWidget
from vigwidgets.widgets.kept_writing import KeptWriting

for found in iter_modules(widgets.__path__):
    import_module(f"{widgets.__name__}.{found.name}")


def named(cls):
    return cls.__name__


def made(cls):
    needed = {"prompt": Prompt("p1", "c1", "What did you notice?")} if issubclass(cls, KeptWriting) else {}
    return cls(**needed)


def below(cls):
    return {one for each in cls.__subclasses__() for one in (each, *below(each))}


OURS = [cls for cls in below(VigWidget) if cls.__module__.startswith(widgets.__name__) and cls.module]
EVERY_WIDGET = sorted(OURS, key=named)
PYTHON_OWNED = [
    pytest.param(cls, name, id=f"{cls.__name__}.{name}")
    for cls in EVERY_WIDGET
    for name in sorted(cls.class_trait_names(sync=True))
    if name not in cls.view_owned
]


def test_the_widgets_were_found():
    assert {"FilmPlayer", "MarkTimeline"} <= {cls.__name__ for cls in EVERY_WIDGET}


@pytest.mark.parametrize(("cls", "trait"), PYTHON_OWNED)
def test_a_page_that_writes_what_python_owns_is_refused_and_logged(cls, trait, page_of, caplog):
    page = page_of(made(cls))
    before = page.widget.get_state()
    with caplog.at_level(logging.WARNING, "vigwidgets.widgets"):
        page.write(**{trait: "written by a page"})
    assert page.widget.get_state() == before
    assert f"a page wrote {trait} of {cls.__name__}" in caplog.text


@pytest.mark.parametrize("cls", EVERY_WIDGET, ids=named)
def test_what_a_view_owns_is_a_synced_trait(cls):
    assert cls.view_owned <= set(cls.class_trait_names(sync=True))


@pytest.mark.parametrize("cls", EVERY_WIDGET, ids=named)
def test_every_own_synced_trait_says_what_it_means(cls):
    own = {name: trait for name, trait in cls.class_traits(sync=True).items() if name in cls.__dict__}
    assert [name for name, trait in own.items() if not trait.help] == []


@pytest.mark.parametrize("cls", EVERY_WIDGET, ids=named)
def test_a_widget_has_one_stem(cls):
    folder = files(widgets)
    assert cls.__module__.rpartition(".")[2] == cls.module
    assert [end for end in ("mjs", "css") if not folder.joinpath(f"{cls.module}.{end}").is_file()] == []


def test_words_that_are_shared_are_in_a_table_and_no_two_tables_of_a_widget_say_the_same_thing():
    tables = words.load()
    assert [(cls, name) for cls in EVERY_WIDGET for name in cls.shared_words if name not in tables] == []
    own = {one.module: [tables.get(name, {}) for name in (*one.shared_words, one.module)] for one in EVERY_WIDGET}
    twice = {
        (module, key)
        for module, found in own.items()
        for one, other in combinations(found, 2)
        for key in one.keys() & other.keys()
        if one[key] == other[key]
    }
    assert twice == set()


def test_a_widget_with_a_film_among_the_text_says_what_to_do_when_it_does_not_come():
    modules = {cls: files(widgets).joinpath(f"{cls.module}.mjs").read_text("utf-8") for cls in EVERY_WIDGET}
    with_film = [cls for cls, module in modules.items() if "filmInText(" in module]
    assert {"ClipMoment", "CompareMarks"} <= {cls.__name__ for cls in with_film}
    said = {cls.__name__: {"cannot_load", "try_again"} - set(made(cls).words) for cls in with_film}
    assert {name: missing for name, missing in said.items() if missing} == {}


@pytest.mark.parametrize("cls", EVERY_WIDGET, ids=named)
def test_an_unknown_request_is_answered_with_a_named_refusal(cls, page_of):
    assert page_of(made(cls)).ask("no.such.thing", {})["error"]["code"] == "bad_request"


@pytest.mark.parametrize("cls", EVERY_WIDGET, ids=named)
def test_a_message_that_is_no_request_is_logged_and_not_answered(cls, page_of, caplog):
    page = page_of(made(cls))
    count = len(page.sent)
    with caplog.at_level(logging.WARNING, "vigwidgets.widgets"):
        page.widget.comm.handle_msg({"content": {"data": {"method": "custom", "content": ["run"]}}, "buffers": []})
    assert len(page.sent) == count
    assert "no request" in caplog.text
