"""The durable record: films, marks with their undo, and reflections. The only place that saves.

Importing opens nothing and starts no thread, so that a process may be forked after it; `Journal.open` does both.
"""

from vigwidgets.journal.journal import Journal
from vigwidgets.journal.writing import Saved

__all__ = ["Journal", "Saved"]
