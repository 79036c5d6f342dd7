"""Many people's presses on their way into the journal: whatever waits is stored in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from vigwidgets.core.errors import VigError
from vigwidgets.core.room import RoomMark

Store = Callable[[Sequence[RoomMark]], Sequence[str]]


class MarkKeeper:
    """Stores marks; while one transaction is on its way, those that come meanwhile wait for the next.

    Args:
        store: Writes marks and returns the ids of those that are in the journal; called in a thread, never twice at a
            time.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[RoomMark, asyncio.Future[bool]]] = []
        self._work: asyncio.Task[None] | None = None

    async def keep(self, mark: RoomMark) -> bool:
        """Return whether it is in the journal.

        Raises:
            JournalUnavailable: it could not be written; nothing of it is stored.
        """
        kept: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((mark, kept))
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._store_all())
        return await kept

    async def settled(self) -> None:
        """Wait until nothing is on its way."""
        while self._work is not None and not self._work.done():
            await asyncio.wait([self._work])

    async def _store_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                stored = set(await asyncio.to_thread(self._store, [mark for mark, _ in batch]))
            except Exception as error:  # noqa: BLE001 - told to each who waits, a defect too
                for _, kept in batch:
                    if not kept.done():
                        kept.set_exception(error if isinstance(error, VigError) else RuntimeError(repr(error)))
                continue
            for mark, kept in batch:
                if not kept.done():
                    kept.set_result(mark.id in stored)
