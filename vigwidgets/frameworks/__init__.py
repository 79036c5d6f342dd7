"""Principle packs, one TOML file a wording or language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from vigwidgets.core.errors import NotFound
from vigwidgets.core.framework import Dialogue, DialogueStep, Framework, Principle, Tier

DEFAULT = "attuned_interactions.en"


@cache
def load(pack: str = DEFAULT) -> Framework:
    """Return the pack of that id.

    Raises:
        NotFound: there is no such pack.
    """
    if pack not in available():
        raise NotFound(f"There is no framework {pack!r}. Choose from {', '.join(available())}.")
    return parse(tomllib.loads(files(__name__).joinpath(f"{pack}.toml").read_text("utf-8")))


def available() -> tuple[str, ...]:
    """Return the ids of all packs that came with the workbook, sorted."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def parse(data: dict[str, Any]) -> Framework:
    """Return the framework written in `data`, the form of the files in this folder."""
    return Framework(
        id=data["id"],
        language=data["language"],
        name=data["name"],
        credit=data["credit"],
        levels=tuple(data["levels"]),
        tiers=tuple(
            Tier(
                number=tier["number"],
                key=tier["key"],
                name=tier["name"],
                level=tier["level"],
                feeling=tier["feeling"],
                principles=tuple(Principle(p["key"], p["name"], p.get("why", "")) for p in tier["principles"]),
                about=tier.get("about", ""),
                rests=tier.get("rests", ""),
                plain=tuple(tier.get("plain", ())),
            )
            for tier in data["tiers"]
        ),
        dialogue=_dialogue(data["dialogue"]) if "dialogue" in data else None,
    )


def _dialogue(data: dict[str, Any]) -> Dialogue:
    steps = tuple(DialogueStep(step["key"], step["name"], step["question"]) for step in data["steps"])
    return Dialogue(data["credit"], steps)
