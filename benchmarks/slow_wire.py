"""A bad network on loopback: what goes through it comes later, and some of it much later, in the order it was sent.

The kernel of this machine may have no `netem`, so the delay is ours. What is lost on the way is sent again by TCP, and
all that comes behind it waits: a lost piece is one that comes `RESENT_MS` later still.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

RESENT_MS = 400
"""Linux waits for 200 ms and the way there and back before it sends a piece again."""
PIECE_BYTES = 64 << 10


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, delay_ms: float, loss: float) -> None:
    """Hand on what comes, each piece when its time has come and never before the one ahead of it."""
    loop, lots = asyncio.get_running_loop(), random.Random(id(reader))
    under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def hand_on() -> None:
        while True:
            due, piece = await under_way.get()
            await asyncio.sleep(due - loop.time())
            if not piece:
                return
            writer.write(piece)
            await writer.drain()

    handing = asyncio.create_task(hand_on())
    last = 0.0
    try:
        while not handing.done():
            piece = await reader.read(PIECE_BYTES)
            late_ms = delay_ms + (RESENT_MS if lots.random() < loss else 0)
            last = max(last, loop.time() + late_ms / 1000)
            under_way.put_nowait((last, piece))
            if not piece:
                break
        await handing
    except (ConnectionError, asyncio.CancelledError):
        handing.cancel()
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


@asynccontextmanager
async def slow_wire(host: str, port: int, *, delay_ms: float, loss: float) -> AsyncIterator[int]:
    """Yield a port of this machine's from which connections go on to `host` and `port`.

    Args:
        host: Where they go.
        port: Where they go.
        delay_ms: How long each way takes.
        loss: Share of pieces that are lost and sent again.
    """
    open_ones: set[asyncio.Task[None]] = set()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        open_ones.add(task)
        try:
            there, back = await asyncio.open_connection(host, port)
        except OSError:
            writer.close()  # as a server that is away
            open_ones.discard(task)
            return
        await asyncio.gather(
            _carry(reader, back, delay_ms=delay_ms, loss=loss), _carry(there, writer, delay_ms=delay_ms, loss=loss)
        )
        open_ones.discard(task)

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in open_ones:
            task.cancel()
        await asyncio.gather(*open_ones, return_exceptions=True)
