"""A reflective account in the making: which writings are in it, what becomes of names, and the way to take it along."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.widgets.exercise import ODD, Exercise

LONGEST_TITLE: Final = 200
LONGEST_LINE: Final = 1000
LONGEST_WORD: Final = 120
ORDERS: Final = ("chapter", "date")
WAYS: Final = ("keep", "initials", "word", "out")


class Account(Exercise):
    """Chooses among what somebody wrote, shows each word that may be a name, and hands the pages over.

    An answer is `{title, about, order, figures, taken, names}`; each part may be missing. `taken` lists keys of
    writings, without it all are in; `names` has by key `{to, word, in}` with `to` one of `keep`, `initials`, `word`,
    `out`, and `in` the sentences in which a kept name was seen.

    `account.look {}` asks to look again, because something may have been written meanwhile, and is answered `{}`;
    `account.read {}` is answered `{title, blocks}`, the pages as they would leave, each block `{kind, text}` or
    `{kind: "table", heads, rows}`, and is refused with `names_unseen` while a name was not looked at.
    The files are at `vig/account/PROMPT.md`, `.html` and `.pdf`.
    """

    module: ClassVar[str] = "account"

    writings = t.List(
        t.Dict(),
        help="`{key, chapter, question, begins, film, month}` by chapter: the writing's first letters,"
        " the title of the film it is about or empty, and when it was written, in words; Python → view.",
    ).tag(sync=True)
    names = t.List(
        t.Dict(),
        help="What looks like a name in what is chosen, by where it stands first: `{key, name, kind, drawn, initials, "
        "places, more, sentences}`, a place `[before, name, after]`, `more` how many are not among them, `sentences` "
        "what to keep as seen; Python → view.",
    ).tag(sync=True)
    unseen = t.List(
        t.Unicode(), help="Keys of names that are still to be looked at; nothing leaves before; Python → view."
    ).tag(sync=True)

    def check(self, answer: dict[str, Any]) -> None:
        """Refuse what this page could not have made."""
        texts = ((answer.get("title", ""), LONGEST_TITLE), (answer.get("about", ""), LONGEST_LINE))
        if not all(isinstance(text, str) and len(text) <= longest for text, longest in texts):
            raise BadRequest(ODD)
        if answer.get("order", "chapter") not in ORDERS or not isinstance(answer.get("figures", True), bool):
            raise BadRequest(ODD)
        if not _are_texts(answer.get("taken", [])) or set(answer) - _PARTS:
            raise BadRequest(ODD)
        names = answer.get("names", {})
        if not isinstance(names, dict) or not all(map(_is_choice, names.values())):
            raise BadRequest(ODD)


_PARTS: Final = {"title", "about", "order", "figures", "taken", "names"}


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_choice(value: object) -> bool:
    if not isinstance(value, dict) or value.get("to") not in WAYS:
        return False
    word = value.get("word", "")
    return isinstance(word, str) and len(word) <= LONGEST_WORD and _are_texts(value.get("in", []))
