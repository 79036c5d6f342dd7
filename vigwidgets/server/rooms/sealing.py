"""Notes that only their own code opens: a key made from it by Argon2id, and AES-256 in Galois/Counter mode.

A page on plain http has no WebCrypto, so the server seals and opens. Code, key and text are in its memory while it
does, and in no file, log or error. At most two keys are made at a time, beside the loop.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final, TypeVar, TypeVarTuple

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vigwidgets.core.errors import NotAllowed
from vigwidgets.core.room_after import PLACE_LETTERS, SealedNotes

WRONG: Final = "That code opens no notes here. Look again, letter by letter."
AT_ONCE: Final = 2
MEMORY_KIB: Final = 19 << 10
PASSES: Final = 2
"""OWASP's least. The code is drawn and has fifty bits, and forty people may write at once."""
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
BLOCK_BYTES: Final = 1024
"""Notes are filled up to whole blocks, so that their length says little of what is in them."""
R = TypeVar("R")
Given = TypeVarTuple("Given")
_LENGTH_BYTES: Final = 4
_KEYS: Final = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="notes")


class WrongCode(NotAllowed):
    """Nothing opens by that code."""

    code = "wrong_code"

    def __init__(self) -> None:
        super().__init__(WRONG)


async def seal_new(text: str, *, code: str, person_id: str, room_id: str) -> SealedNotes:
    """Return notes of somebody's under a code that is new, with a salt of their own."""
    empty = SealedNotes(person_id, code[:PLACE_LETTERS], secrets.token_bytes(SALT_BYTES), b"", b"", 1)
    return await _aside(_sealed, empty, text, code, room_id)


async def unseal(notes: SealedNotes, *, code: str, room_id: str) -> str:
    """Return what notes say.

    Raises:
        WrongCode: the code is another one.
    """
    return await _aside(_opened, notes, code, room_id)


async def seal_again(notes: SealedNotes, text: str, *, code: str, room_id: str) -> tuple[SealedNotes, str]:
    """Return the next version of notes, and what they said until now.

    Raises:
        WrongCode: the code is another one.
    """
    return await _aside(_changed, notes, text, code, room_id)


async def _aside(work: Callable[[*Given], R], *given: *Given) -> R:
    return await asyncio.get_running_loop().run_in_executor(_KEYS, work, *given)


def _key(code: str, salt: bytes) -> AESGCM:
    raw = hash_secret_raw(
        code.encode(), salt, time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1, hash_len=32, type=Type.ID
    )
    return AESGCM(raw)


def _about(notes: SealedNotes, room_id: str) -> bytes:
    return f"{room_id} {notes.person_id}".encode()


def _sealed(notes: SealedNotes, text: str, code: str, room_id: str) -> SealedNotes:
    return _with(_key(code, notes.salt), notes, text, room_id)


def _opened(notes: SealedNotes, code: str, room_id: str) -> str:
    return _read(_key(code, notes.salt), notes, room_id)


def _changed(notes: SealedNotes, text: str, code: str, room_id: str) -> tuple[SealedNotes, str]:
    key = _key(code, notes.salt)
    before = _read(key, notes, room_id)
    return _with(key, replace(notes, version=notes.version + 1), text, room_id), before


def _with(key: AESGCM, notes: SealedNotes, text: str, room_id: str) -> SealedNotes:
    said = text.encode("utf-8", "replace")
    framed = len(said).to_bytes(_LENGTH_BYTES, "big") + said
    nonce = secrets.token_bytes(NONCE_BYTES)
    padded = framed + bytes(-len(framed) % BLOCK_BYTES)
    return replace(notes, nonce=nonce, sealed=key.encrypt(nonce, padded, _about(notes, room_id)))


def _read(key: AESGCM, notes: SealedNotes, room_id: str) -> str:
    try:
        padded = key.decrypt(notes.nonce, notes.sealed, _about(notes, room_id))
    except InvalidTag as error:
        raise WrongCode from error
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length].decode()
