"""The verbs of acts: each a small pure function from an act and what is known to low-level entries."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vigwidgets.studio.script.act import Verb
from vigwidgets.studio.script.verbs import body, face, gaze, hands, things, voice

VERBS: Mapping[str, Verb] = MappingProxyType(
    {**gaze.VERBS, **face.VERBS, **body.VERBS, **voice.VERBS, **hands.VERBS, **things.VERBS}
)
"""Every verb by its word, in the order of the page that explains them."""
VOICES = ("say", "sound", "laugh")
"""Verbs that are heard when they have a line."""


def verb_table() -> str:
    """Return the table of verbs as docs/scene-scripts.md shows it."""
    rows = ["| verb | needs | may have | what is seen |", "|---|---|---|---|"]
    for name, verb in VERBS.items():
        needs, takes = (" ".join(f"`{key}`" for key in keys) for keys in (verb.needs, verb.takes))
        rows.append(f"| `{name}` | {needs} | {takes} | {verb.help} |")
    return "\n".join(rows) + "\n"
