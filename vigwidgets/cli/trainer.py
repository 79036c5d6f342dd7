"""`vig trainer`: who works here beside the owner, and by which pass phrase they sign in."""

from __future__ import annotations

import argparse
import sys

from vigwidgets import words
from vigwidgets.cli.saying import tell_json, tell_lines, tell_table
from vigwidgets.core.errors import BadRequest
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.pass_phrases import Holder, PassPhrases


def add(command: argparse.Namespace) -> int:
    """Let a trainer sign in, or give one who is there another pass phrase."""
    phrase = _asked()
    kept = PassPhrases(DataFolder.find().make()).keep(command.name, phrase)
    _tell(kept, "trainer_added", as_json=command.json)
    return 0


def owner(command: argparse.Namespace) -> int:
    """Let the owner sign in from other devices."""
    phrase = _asked()
    kept = PassPhrases(DataFolder.find().make()).keep_owner(phrase)
    _tell(kept, "trainer_owner_set", as_json=command.json)
    return 0


def show_all(command: argparse.Namespace) -> int:
    """List the trainers; makes nothing."""
    found = [_shown(one) for one in PassPhrases(DataFolder.find()).trainers()]
    if command.json:
        tell_json(found)
    else:
        tell_table(found, columns=("id", "name"))
    return 0


def remove(command: argparse.Namespace) -> int:
    """Let a trainer in no more, end their sessions and erase what they kept here."""
    if not command.yes:
        raise BadRequest(words.load()["cli"]["say_yes_trainer"])
    from vigwidgets.workbook.keeping.leaving import finish_leaving

    data = DataFolder.find().make()
    leaving = PassPhrases(data).remove(command.name)
    finish_leaving(data, leaving)
    _tell(leaving, "trainer_removed", as_json=command.json)
    return 0


def _tell(one: Holder, sentence: str, *, as_json: bool) -> None:
    if as_json:
        tell_json(_shown(one))
    else:
        tell_lines([words.load()["cli"][sentence].format(name=one.name)])


def _shown(one: Holder) -> dict[str, str]:
    return {"id": one.id, "name": one.name}


def _asked() -> str:
    """Return the pass phrase that somebody types unseen and twice, or that comes in on standard input.

    Raises:
        BadRequest: none came, the two are not alike, or the terminal would show it.
    """
    said = words.load()["cli"]
    if not sys.stdin.isatty():
        phrase = sys.stdin.readline().rstrip("\r\n")
        if not phrase:
            raise BadRequest(said["no_phrase"])
        return phrase
    import getpass
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            phrase, again = (getpass.getpass(f"{said[name]} ", sys.stderr) for name in ("phrase_ask", "phrase_again"))
    except (EOFError, getpass.GetPassWarning) as exc:
        raise BadRequest(said["no_phrase"]) from exc
    if phrase != again:
        raise BadRequest(said["phrases_differ"])
    return phrase
