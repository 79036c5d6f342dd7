"""A reflective account: chosen writings of one person's with the names in them as the person said, and no film."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import frameworks, words
from vigwidgets.core.errors import NamesUnseen, NotFound
from vigwidgets.core.exchange import exchanges_of
from vigwidgets.core.tally import tally_by_tier
from vigwidgets.exchange.name_choices import WAYS, Choice, told
from vigwidgets.exchange.names import Kind, NameFinder, Place, cleaned, has_initials, initials_of, key_of, place_of
from vigwidgets.exchange.paper import Block, Heading, Paper, Paragraph, Table
from vigwidgets.workbook import clips
from vigwidgets.workbook.contents import chapters
from vigwidgets.workbook.papers.saying import day, month, number

if TYPE_CHECKING:
    from vigwidgets.core.film import Film
    from vigwidgets.exchange.names import Found
    from vigwidgets.journal import Journal

MOST_PLACES: Final = 40
"""So many places of one name are shown one by one."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A text that may be in an account.

    Attributes:
        key: Stable, of its question and film.
        chapter: Title of its chapter, or the id of one that is not here any more.
        question: As it was asked.
        text: As it was written.
        saved_at: When last.
        film: Title of the person's own film or of the clip that it is about, or empty; it never leaves.
        about_drawn: Whether it is about a drawn clip.
    """

    key: str
    chapter: str
    question: str
    text: str
    saved_at: datetime
    film: str
    about_drawn: bool


@dataclass(slots=True)
class Name:
    """What looks like a name, with all its places in what is to leave.

    Attributes:
        key: By what the person's choice is kept.
        name: As it stands at its first place.
        kind: What it looks like.
        is_drawn: Whether somebody in the drawn films has it.
        places: By digest of their sentences, in their order.
    """

    key: str
    name: str
    kind: Kind
    is_drawn: bool
    places: dict[str, Place]

    @property
    def sentences(self) -> list[str]:
        """Return what has to be seen; the places that are not shown one by one stand as one."""
        known = list(self.places)
        rest = known[MOST_PLACES:]
        more = [hashlib.blake2s("".join(rest).encode(), digest_size=5).hexdigest()] if rest else []
        return known[:MOST_PLACES] + more

    def as_json(self) -> dict[str, Any]:
        """Return the form in which the page sees it."""
        shown = list(self.places.values())[:MOST_PLACES]
        return {
            "key": self.key,
            "name": self.name,
            "kind": self.kind,
            "drawn": self.is_drawn,
            "initials": initials_of(self.name) if has_initials(self.kind) else "",
            "places": [[place.before, place.name, place.after] for place in shown],
            "more": len(self.places) - len(shown),
            "sentences": self.sentences,
        }


class Account:
    """One person's account as they want it.

    Args:
        journal: The person's.
        answer: What their page keeps: `{title, about, order, figures, taken, names}`, each of which may be missing.
            Without `taken` all writings are in it, else those whose keys it lists.
    """

    def __init__(self, journal: Journal, answer: Mapping[str, Any]) -> None:
        self._journal = journal
        self._answer = answer
        self.writings = writings_of(journal)
        taken = answer.get("taken")
        self.taken = [one for one in self.writings if taken is None or one.key in taken]
        self.choices = _choices(answer.get("names") or {})
        self._said = words.section("account")
        self._drawn = _drawn_people()
        self.title = " ".join(cleaned(str(answer.get("title") or "")).split())
        self.about = cleaned(str(answer.get("about") or "")).strip()
        spoken = [self.title, self.about, *(text for one in self.taken for text in (one.question, one.text))]
        self._finder = NameFinder(spoken, labels=_labels(journal), drawn=self._drawn)
        self.names = self._names()

    @property
    def unseen(self) -> list[str]:
        """Return the keys of names that nothing was said of yet, or that stand in a sentence nobody has seen."""
        seen = (self.choices.get(one.key) for one in self.names)
        pairs = zip(self.names, seen, strict=True)
        return [one.key for one, choice in pairs if choice is None or not choice.holds(one.sentences)]

    def paper(self, *, on: date) -> Paper:
        """Return the account as pages.

        Args:
            on: The day it is made.

        Raises:
            NamesUnseen: a name in it was not looked at yet.
        """
        if self.unseen:
            raise NamesUnseen("There are words that may be names and were not looked at yet. Say what each becomes.")
        said = self._said
        blocks: list[Block] = []
        if self.about:
            blocks.append(Paragraph(self._told(self.about)))
        blocks += self._by_date() if self._answer.get("order") == "date" else self._by_chapter()
        if not self.taken:
            blocks.append(Paragraph(said["nothing_in_it"], "soft"))
        if self._answer.get("figures", True):
            blocks += self._figures()
        blocks.append(Paragraph(said["made_on"].format(day=day(on, said)), "soft"))
        return Paper(
            self._told(self.title) or said["default_title"], tuple(blocks), language=said["language"],
            direction=said["direction"], page=said["page"],
        )  # fmt: skip

    def _by_chapter(self) -> list[Block]:
        blocks: list[Block] = []
        chapter = None
        for one in self.taken:
            if one.chapter != chapter:
                chapter = one.chapter
                blocks.append(Heading(2, chapter))
            blocks += [*self._written(one), Paragraph(month(one.saved_at, self._said), "soft")]
        return blocks

    def _by_date(self) -> list[Block]:
        blocks: list[Block] = []
        written_in = None
        for one in sorted(self.taken, key=lambda writing: writing.saved_at):
            now = month(one.saved_at, self._said)
            if now != written_in:
                written_in = now
                blocks.append(Heading(2, now))
            blocks += [*self._written(one), Paragraph(one.chapter, "soft")]
        return blocks

    def _written(self, one: Writing) -> list[Block]:
        asked, text = (self._told(each, about_drawn=one.about_drawn) for each in (one.question, one.text))
        return [Paragraph(asked, "question"), Paragraph(text)]

    def _figures(self) -> list[Block]:
        marks, framework, said = self._journal.all_marks(), frameworks.load(), self._said
        tally = tally_by_tier(marks, framework)
        if not tally:
            return []
        names = {tier.number: tier.name for tier in framework.tiers}
        rows = tuple((f"{tier} {names[tier]}", number(count, said)) for tier, count in tally.items())
        films = {mark.film for mark in marks}
        cycles = sum(
            one.is_cycle for film in films for one in exchanges_of([mark for mark in marks if mark.film == film])
        )
        blocks: list[Block] = [
            Heading(2, said["figures_heading"]),
            Paragraph(said["figures_lead"]),
            Table((said["tier"], said["moments"]), rows),
        ]
        if cycles:
            form = said["one_cycle"] if cycles == 1 else said["cycles"]
            blocks.append(Paragraph(form.format(count=number(cycles, said))))
        return [*blocks, Paragraph(framework.credit, "soft")]

    def _told(self, text: str, *, about_drawn: bool = False) -> str:
        plain = cleaned(text)
        return told(plain, self._finder.find(plain, about_drawn=about_drawn), self.choices)

    def _names(self) -> list[Name]:
        names: dict[str, Name] = {}
        self._look(self.title, names)
        self._look(self.about, names)
        for one in self.taken:
            self._look(one.question, names, about_drawn=one.about_drawn)
            self._look(one.text, names, about_drawn=one.about_drawn)
        return list(names.values())

    def _look(self, text: str, names: dict[str, Name], *, about_drawn: bool = False) -> None:
        plain = cleaned(text)
        for found in self._finder.find(plain, about_drawn=about_drawn):
            self._add(plain, found, names)

    def _add(self, text: str, found: Found, names: dict[str, Name]) -> None:
        name = text[found.start : found.end]
        key = key_of(name)
        if key not in names:
            names[key] = Name(key, name, found.kind, key in self._drawn, {})
        place = place_of(text, found)
        names[key].places.setdefault(place.sentence, place)


def writings_of(journal: Journal) -> list[Writing]:
    """Return all that a person wrote to prompts, in the order of the chapters, within one by when it was saved."""
    order = {one.id: (at, one.title) for at, one in enumerate(chapters())}
    written = sorted(journal.texts(), key=lambda one: order.get(one.prompt.chapter, (len(order), ""))[0])
    films: dict[str, Film | None] = {}
    found = []
    for one in written:
        prompt = one.prompt
        film = _film(journal, prompt.film, films)
        title = order[prompt.chapter][1] if prompt.chapter in order else prompt.chapter
        key = f"{prompt.id}/{prompt.film}" if prompt.film else prompt.id
        is_drawn = film is not None and film.source == "drawn"
        found.append(
            Writing(key, title, prompt.words, one.text, one.saved_at, film.title if film else "", about_drawn=is_drawn)
        )
    return found


def _film(journal: Journal, film_id: str | None, known: dict[str, Film | None]) -> Film | None:
    if film_id is None:
        return None
    if film_id not in known:
        try:
            known[film_id] = journal.film(film_id)
        except NotFound:
            known[film_id] = None
    return known[film_id]


def _labels(journal: Journal) -> set[str]:
    """Return what this person calls people elsewhere: in marks on films of people, in permissions and titles."""
    known: dict[str, Film | None] = {}
    labels: set[str] = set()
    for mark in journal.all_marks():
        film = _film(journal, mark.film, known)
        if mark.who and (film is None or film.source != "drawn"):
            labels.add(mark.who)
    for film in journal.films():
        labels |= set(film.permission.people)
        for text in map(cleaned, (film.title, film.permission.given_by)):
            labels |= {text[found.start : found.end] for found in NameFinder([text]).find(text)}
    return labels


@cache
def _drawn_people() -> frozenset[str]:
    return frozenset(key_of(one.mark.who) for clip in clips.clips() for one in clip.marks if one.mark.who)


def _choices(said: Mapping[str, Any]) -> dict[str, Choice]:
    return {
        key: Choice(one["to"], str(one.get("word") or ""), frozenset(one.get("in") or ()))
        for key, one in said.items()
        if isinstance(one, Mapping) and one.get("to") in WAYS
    }
