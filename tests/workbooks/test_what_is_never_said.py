"""Some words stand on no page, and *secure* only where it is told whose word it is: a person's, of their own film."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from tests.workbooks.test_chapter_texts import NOTEBOOKS, read_by_people, texts_of

NEVER = re.compile(
    r"\b(precision|recall\w*|f1|f-score|hit rate|true positives?|false (alarm|negative|positive)s?)\b", re.IGNORECASE
)
SECURE = {
    "being_attentive": {
        "So the two lowest tiers have to be secure before the next two are worked on.",
    },
    "encouraging": {
        (
            "Whether that ground is secure is something people come to say of their own film, with their guide "
            "beside them, and for that there is time."
        ),
    },
    "receiving": {
        "So in somebody’s own film the third tier is worked on when the first two are secure.",
        (
            "The word secure is kept for something else: what people say, with their guide, when they have seen it "
            "in film of themselves."
        ),
    },
    "attuned": {
        "That is why the two lowest tiers have to be secure before this one is worked on.",
        "Whether it is secure for you is something you can say one day of your own film, sitting beside your guide.",
    },
    "guiding": {
        "Those tiers are to be secure first, and guiding goes on needing them.",
        (
            "For secure it needs a film of yours, and you and a guider to look at it together; a workbook cannot "
            "stand in for either of you, and it licenses nobody."
        ),
    },
    "deepening": {
        (
            "That is why, in work with a film of one’s own, the four lower tiers come to be secure before the two "
            "highest are worked on."
        ),
        (
            "None of that makes a tier secure; that is something you may come to say of a film of your own, with "
            "somebody trained beside you."
        ),
    },
    "working_point": {
        "Secure is another word, and no page can say it.",
        (
            "With your guide, and beside the clips: of which tier do you say that it is secure in your own film, and "
            "which clips show it?"
        ),
    },
    "my_journey": {
        "Whether the lower tiers are secure is never drawn here.",
    },
    "what_is_known": {  # of attachment, as the review has it
        (
            "In 2003 Bakermans-Kranenburg and her colleagues put together 70 studies, with 88 effects, of help in "
            "early childhood that was meant to make parents more sensitive to their children’s signals, or the "
            "children’s attachment more secure."
        ),
    },
    "words": {
        "Whether a tier is secure is nothing a workbook can tell.",
    },
    "papers": {
        "Practised, and secure",
        "Whether the lower ones are secure is something people say of their own film, together with their guider.",
    },
}
"""By chapter, or by where else people read: every sentence in which the word stands."""


def told() -> dict[str, list[str]]:
    """Return all that people read, by chapter, and the words of the pages, the sheets and the framework."""
    packs = {
        "words": files("vigwidgets.words").joinpath("en.toml"),
        "papers": files("vigwidgets.papers").joinpath("paper.en.toml"),
        "framework": files("vigwidgets.frameworks").joinpath("attuned_interactions.en.toml"),
    }
    read = {name: texts_of(tomllib.loads(pack.read_text("utf-8"))) for name, pack in packs.items()}
    return {**{name: read_by_people(notebook) for name, notebook in NOTEBOOKS.items()}, **read}


def sentences(texts: list[str]) -> list[str]:
    """Return the sentences, without stars and on one line; a point of a list does not run on into the next."""
    parts = [part for text in texts for part in re.split(r"\n\s*\n|\n\s*[-|>]|\n\d+\.", text)]
    plain = [" ".join(re.sub(r"[*#]", "", part).split()) for part in parts]
    return [one for text in plain for one in re.split(r"(?<=[.?!])\s+", text) if one]


def test_precision_and_recall_stand_on_no_page():
    read = told()
    assert read["framework"]
    assert read["words"]
    assert [(name, text) for name, texts in read.items() for text in texts if NEVER.search(text)] == []


def test_a_page_with_precision_and_recall_would_be_noticed():
    assert NEVER.search("Your recall was 0.8")
    assert NEVER.search("Precision: 80 %")
    assert not NEVER.search("As precisely as you like")


def test_secure_stands_in_sentences_that_say_whose_word_it_is():
    found = {
        name: {one for one in sentences(texts) if re.search(r"\bsecure(d|ly)?\b", one, re.IGNORECASE)}
        for name, texts in told().items()
    }
    assert {name: said for name, said in found.items() if said} == SECURE


def test_a_chapter_that_calls_somebody_secure_would_be_noticed():
    assert sentences(["## Done\n\nYou are *secure* now. Well done."]) == ["Done", "You are secure now.", "Well done."]


def test_people_have_a_place_to_say_it_that_is_a_text_of_theirs_like_any_other():
    (asked,) = [one for texts in told().values() for one in texts if one.startswith("working_point.secure")]
    assert asked == "working_point.secure_on_my_film"
