"""Interface wording, one TOML a language, one table a widget or page."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

DEFAULT = "en"


@cache
def load(language: str = DEFAULT) -> dict[str, dict[str, Any]]:
    """Return all wording of a language by table.

    Raises:
        FileNotFoundError: there is no such language.
    """
    return tomllib.loads(files(__name__).joinpath(f"{language}.toml").read_text("utf-8"))


def section(name: str, *, language: str = DEFAULT) -> dict[str, Any]:
    """Return the wording of one widget or page with the common words beneath it.

    A name without a table gives the common words alone.
    """
    everything = load(language)
    return {**everything["common"], **everything.get(name, {})}
