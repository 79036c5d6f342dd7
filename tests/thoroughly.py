"""How much the long tests do with `--all`, and how much before a release: `VIG_TEST_THOROUGH=1`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final, TypeVar

T = TypeVar("T")
IS_THOROUGH: Final = os.environ.get("VIG_TEST_THOROUGH") == "1"


def usually(usual: T, *, thorough: T) -> T:
    """Return what a test does on all days, or what it does when everything is asked for."""
    return thorough if IS_THOROUGH else usual


def some_of(everything: Iterable[T], *, each: int) -> list[T]:
    """Return the first, then each so many-th of `everything`; all of it when everything is asked for."""
    return list(everything)[:: 1 if IS_THOROUGH else each]
