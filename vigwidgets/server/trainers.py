"""Trainers who sign in by a pass phrase: how often they may try, and what ends when they are removed."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from vigwidgets.core.access import Person
from vigwidgets.core.errors import NotAllowed, VigError
from vigwidgets.core.room import LONGEST_NAME
from vigwidgets.server.phone_gate import WrongTokens
from vigwidgets.workbook.keeping.erasing import erase_work_of
from vigwidgets.workbook.pass_phrases import PassPhrases, alike

if TYPE_CHECKING:
    from vigwidgets.workbook.folder.data_folder import DataFolder

log = logging.getLogger("vigwidgets.server")
AT_ONCE: Final = 2
"""Each takes 64 MiB and a processor for a moment."""
MOST_WAITING: Final = 20
RETRY_SECONDS: Final = 30
"""How long to wait after something could not be erased."""
WRONG: Final = "That name and that pass phrase do not belong together. Look at both again."
TOO_OFTEN: Final = "That was tried too often just now. Wait a minute, then try again."


class SignIns:
    """Who comes in by a name and a pass phrase.

    Args:
        phrases: Of the data folder.
    """

    def __init__(self, phrases: PassPhrases) -> None:
        self._phrases = phrases
        self._by_address, self._by_name = WrongTokens(), WrongTokens()
        self._turns, self._waiting = asyncio.Semaphore(AT_ONCE), 0

    @property
    def are_offered(self) -> bool:
        """Whether there is anybody who could sign in."""
        return self._phrases.are_there()

    async def person(self, name: str, phrase: str, *, address: str) -> Person:
        """Return who signs in.

        Args:
            name: As it was typed.
            phrase: As it was typed.
            address: Of the machine from which they come.

        Raises:
            NotAllowed: the two do not belong together, or this address or name was tried too often. An unknown name
                is told and takes as long as a wrong phrase.
        """
        counts = ((self._by_address, address), (self._by_name, alike(name)[:LONGEST_NAME]))
        if self._waiting >= MOST_WAITING or any(tries.too_many(one) for tries, one in counts):
            log.warning("refused: a sign-in (too often)")
            raise NotAllowed(TOO_OFTEN)
        for tries, one in counts:  # before it is looked at: a thousand that come at once count as well
            tries.one_more(one)
        self._waiting += 1
        try:
            async with self._turns:
                found = await asyncio.to_thread(self._phrases.person, name, phrase)
        finally:
            self._waiting -= 1
        if found is None:
            log.warning("refused: a sign-in")
            raise NotAllowed(WRONG)
        return found


class Trainers:
    """Ends what is open of those who were removed or have another pass phrase, and erases what the removed kept here.

    Args:
        phrases: Of the data folder.
        data: The folder.
        send_home: Ends all that people have open of the workbook.
    """

    def __init__(
        self, phrases: PassPhrases, data: DataFolder, *, send_home: Callable[[list[Person]], Awaitable[None]]
    ) -> None:
        self._phrases, self._data, self._send_home = phrases, data, send_home
        self._here: frozenset[str] = frozenset()
        self._again_at = -math.inf

    async def heed(self) -> None:
        """Do what has come up since the last time; what cannot be done just now is done the next time."""
        here = frozenset(one.id for one in self._phrases.trainers())
        gone, self._here = self._here - here, here
        if gone:
            await self._send_home([Person(one) for one in gone])
        if time.monotonic() < self._again_at:
            return
        for one in self._phrases.ending():
            await self._send_home([Person(one.id)])
            try:
                if one.ends == "work":
                    await asyncio.to_thread(erase_work_of, Person(one.id), self._data)
                await asyncio.to_thread(self._phrases.ended, one)
            except VigError as error:
                log.warning("what a trainer kept here is not erased yet: %s", error.code)
                self._again_at = time.monotonic() + RETRY_SECONDS
