"""Marks as W3C Web Annotations, for tools and archives that speak linked data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from vigwidgets.core.film import Film
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.exchange.order import by_time

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
MEDIA_FRAGMENTS: Final = "http://www.w3.org/TR/media-frags/"


def marks_web_annotation(film: Film, marks: Iterable[Mark], framework: Framework) -> str:
    """Return a JSON-LD annotation collection with one annotation a mark, ordered by time.

    Film, marks, people and principles are named by urn, never by a place on disk or a title. A principle is a tag in
    the framework's wording beside its key; the note is a comment. See https://www.w3.org/TR/annotation-model/.
    """
    items = [_annotation(mark, film, framework) for mark in by_time(marks)]
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"{_urn('film', film.id)}:marks",
        "type": "AnnotationCollection",
        "label": f"{framework.name}. {framework.credit}",
        "total": len(items),
    }
    if items:
        page = f"{_urn('film', film.id)}:marks:1"
        collection["first"] = {"id": page, "type": "AnnotationPage", "startIndex": 0, "items": items}
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def media_fragment(span: Span) -> str:
    """Return the span in normal play time, such as `t=npt:1.500,3.250`; half-open, as ours are."""
    return f"t=npt:{_seconds(span.start_ms)},{_seconds(span.end_ms)}"


def _annotation(mark: Mark, film: Film, framework: Framework) -> dict[str, Any]:
    annotation: dict[str, Any] = {
        "id": _mark_urn(mark, mark.id),
        "type": "Annotation",
        "motivation": "classifying",
        "body": _bodies(mark, framework),
        "target": {
            "type": "SpecificResource",
            "source": {"id": _urn("film", film.id), "type": "Video", "format": film.media_type},
            "selector": {"type": "FragmentSelector", "conformsTo": MEDIA_FRAGMENTS, "value": media_fragment(mark.span)},
        },
    }
    if mark.author:
        annotation["creator"] = {"id": _urn("person", mark.author), "type": "Person"}
    return annotation


def _bodies(mark: Mark, framework: Framework) -> list[dict[str, Any]]:
    bodies = [_thing(_urn("kind", mark.kind), "classifying")]
    for key in mark.principles:
        bodies.append(_thing(_urn("principle", key), "classifying"))
        bodies.append({**_words(framework.principle(key).name, "tagging"), "language": framework.language})
    if mark.answers:
        bodies.append(_thing(_mark_urn(mark, mark.answers), "linking"))
    for words, purpose in ((mark.who, "identifying"), (mark.note, "commenting"), (mark.feeling, "describing")):
        if words:
            bodies.append(_words(words, purpose))
    return bodies


def _thing(urn: str, purpose: str) -> dict[str, Any]:
    return {"type": "SpecificResource", "source": urn, "purpose": purpose}


def _words(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _urn(kind: str, name: str) -> str:
    return f"urn:vig:{kind}:{name}"


def _mark_urn(mark: Mark, mark_id: str) -> str:
    """Return the name of a mark on the same film by the same author: ids are unique only among those."""
    return ":".join(filter(None, (_urn("film", mark.film), mark.author, mark_id)))


def _seconds(time_ms: int) -> str:
    return f"{time_ms // 1000}.{time_ms % 1000:03d}"
