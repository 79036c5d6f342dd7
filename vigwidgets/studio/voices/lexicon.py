"""British words for engines that learnt American ones: espeak-ng says how a word sounds, flite is told."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from functools import cache

from vigwidgets.studio.voices.tools import tool

NURSE = "er"
"""The long vowel of *bird* in our lists: flite's own is r-coloured, so it is asked for `ah` and made longer."""

_VOWELS = {
    "iː": ("iy",), "i": ("iy",), "ɪ": ("ih",), "ᵻ": ("ih",), "ɛ": ("eh",), "e": ("eh",), "æ": ("ae",), "a": ("ae",),
    "ʌ": ("ah",), "ɑː": ("aa",), "ɒ": ("ao",), "ɔː": ("ao",), "ɔ": ("ao",), "oː": ("ao",), "ʊ": ("uh",), "uː": ("uw",),
    "u": ("uw",), "ɜː": (NURSE,), "ə": ("ax",), "ɐ": ("ax",), "eɪ": ("ey",), "aɪ": ("ay",), "ɔɪ": ("oy",),
    "əʊ": ("ow",), "aʊ": ("aw",), "iə": ("iy", "ax"), "ɪə": ("iy", "ax"), "eə": ("eh", "ax"), "ʊə": ("ao",),
    "aɪə": ("ay", "ax"), "aʊə": ("aw", "ax"), "əl": ("ax", "l"), "ən": ("ax", "n"), "n̩": ("ax", "n"), "l̩": ("ax", "l"),
}  # fmt: skip
_CONSONANTS = {
    "ɹ": "r", "r": "r", "ŋ": "ng", "θ": "th", "ð": "dh", "ʃ": "sh", "ʒ": "zh", "tʃ": "ch", "dʒ": "jh", "j": "y",
    "ɡ": "g", "g": "g", "h": "hh", "ɫ": "l", "ʔ": "t",
    **{letter: letter for letter in ("b", "d", "f", "k", "l", "m", "n", "p", "s", "t", "v", "w", "z")},
}  # fmt: skip
_WEAK = {
    "for": "f ax0", "are": "aa0", "or": "ao0", "were": "w ax0", "her": "hh ah0", "our": "aw0 ax0", "your": "y ao0",
    "there": "dh eh1 ax0", "their": "dh eh1 ax0", "where": "w eh1 ax0", "we're": "w iy1 ax0", "you're": "y ao0",
    "they're": "dh eh1 ax0", "weren't": "w ah1 n t", "aren't": "aa1 n t", "can't": "k aa1 n t", "who'll": "hh uw1 l",
    "one": "w ah1 n", "one's": "w ah1 n z", "ones": "w ah1 n z", "pe": "p iy1 iy1", "okay": "ow0 k ey1",
    "of": "ax0 v", "again": "ax0 g eh1 n", "was": "w ao0 z", "da": "d aa1", "ba": "b aa1", "oh": "ow1",
    "brrm": "b r ah1 m", "nana": "n aa1 n ax0", "la": "l aa1", "theo": "th iy1 ow0",
    "bababa": "b aa1 b ax0 b aa1", "dada": "d aa1 d ax0", "mamama": "m aa1 m ax0 m aa1",
}  # fmt: skip
"""Words that espeak-ng, asked for the word alone, would say too carefully or wrongly; flite's own form."""
_UNMARKED = {
    "an": "ax0 n", "and": "ax0 n d", "has": "hh ax0 z", "can": "k ax0 n", "from": "f r ax0 m", "as": "ax0 z",
    "at": "ax0 t", "them": "dh ax0 m", "but": "b ax0 t", "had": "hh ax0 d",
}  # fmt: skip
"""Small words that are said weakly unless they are marked."""
_OWN = frozenset({
    "a", "an", "the", "to", "and", "at", "you", "from", "can", "but", "as", "them", "that", "i", "it", "is", "in", "he",
    "she", "we", "me", "be", "do", "does", "did", "has", "have", "had", "his", "him", "this", "with", "will", "would",
    "should", "could", "us", "so", "my", "by",
})  # fmt: skip
"""Small words that flite already says weakly and well."""
_FINAL_R = re.compile(r"(r|re|re's)$")
_SPOKEN = re.compile(r"[^\w']")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the engine is to read it.

    Attributes:
        spelt: What the engine is given to read, without apostrophes where its own reading must not win.
        phones: The sounds asked for, `er` where the long vowel of *bird* is meant; empty when flite's own are right.
        entry: The row of flite's lexicon file, or an empty string.
    """

    spelt: str
    phones: tuple[str, ...]
    entry: str


def plain(word: str) -> str:
    """Return a word in lower case without marks or punctuation, apostrophes kept."""
    return _SPOKEN.sub("", word).lower().strip("'")


def british(word: str, *, following: str = "", marked: bool = False) -> Word:
    """Return how `word` is said; a written final r is heard only before a vowel of the `following` word."""
    name = plain(word)
    if name in _UNMARKED and not marked:
        return Word(spelt=word, phones=(), entry=f"{name} nil : {_UNMARKED[name]}")
    if name in _OWN or ("'" in name and name not in _WEAK and not name.endswith("'s")):
        return Word(spelt=word, phones=(), entry="")
    stem = name.removesuffix("'s") if name not in _WEAK else name
    told = _WEAK.get(stem) or _from_ipa(_ipa(stem))
    if following and _FINAL_R.search(stem) and stem == name and _begins_with_vowel(following):
        told += " r"
    asked = re.sub(rf"\b{NURSE}(?=[01]?\b)", "ah", told)
    phones = tuple(re.sub(r"[01]", "", told).split())
    if stem != name:
        return Word(spelt=word, phones=(), entry=f"{stem} nil : {asked}")
    bare = name.replace("'", "")
    return Word(spelt=word.replace("'", ""), phones=phones, entry=f"{bare} nil : {asked}")


def _begins_with_vowel(word: str) -> bool:
    name = plain(word)
    if name in ("one", "ones", "one's", "use", "using", "us"):
        return name == "us"
    return name[:1] in tuple("aeiou")


@cache
def _ipa(word: str) -> str:
    command = [tool("espeak-ng"), "-v", "en-gb-x-rp", "-q", "--ipa", "--sep=_", word]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _from_ipa(ipa: str) -> str:
    """Return flite's phones with their stress for espeak-ng's symbols, which `_` parts."""
    told: list[str] = []
    for piece in re.split(r"[_\s]+", ipa):
        stress = "1" if "ˈ" in piece else "0"
        symbol = re.sub(r"[ˈˌ‍]", "", piece)
        if symbol in _VOWELS:
            told += [phone + (stress if not index else "0") for index, phone in enumerate(_VOWELS[symbol])]
        elif symbol in _CONSONANTS:
            told.append(_CONSONANTS[symbol])
    fixed = [re.sub(r"^ax1$", "ah1", phone) for phone in told]
    return " ".join(re.sub(r"^([lnmr])[01]$", r"\1", phone) for phone in fixed)
