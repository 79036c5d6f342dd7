"""Everybody opens the lesson at the same moment: seconds until each one has a mark stored, and what the kernels weigh.

    python benchmarks/open_burst.py [--people 10 30] [--alone 160]

Each person's visit is what a browser does first: the page, then the kernel's socket, then the states of the page's
widgets, then a mark, which is answered once the journal has it. Our server and stock Voilà take turns, each on an empty
data folder; with the people of `--alone` ours is measured by itself. Weight is PSS, in which what processes share is
divided among them; Linux tells it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import re
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

from benchmarks.two_servers import Server, compile_bytecode, how_busy, ours, stock_voila
from tests.page_line import Line

PATIENCE_S = 300
KERNEL_ID = re.compile(r'kernelId["\']?\s*[:=]\s*["\']([0-9a-f-]{36})')
MOST_TIMES_AS_LONG, MOST_MB = 0.12, 30
MANY, CROWD, CROWD_S = 30, 160, 8.0
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Burst:
    """What came of everybody opening the lesson at once.

    Attributes:
        name: Of the server.
        people: How many.
        seconds: Until each one's widgets had answered and a mark was stored, ascending.
        kernel_mb: PSS of each kernel.
        server_mb: PSS of the server, and for ours of the processes that kernels are forked from.
    """

    name: str
    people: int
    seconds: list[float]
    kernel_mb: list[float]
    server_mb: float


async def fetch(address: str, cookies: dict[str, str]) -> HTTPResponse:
    """Get a page as a browser does, keeping cookies and following redirects."""
    client = AsyncHTTPClient()
    while True:
        headers = {"Accept-Encoding": "gzip", "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        request = HTTPRequest(address, headers=headers, request_timeout=PATIENCE_S, follow_redirects=False)
        reply = await client.fetch(request, raise_error=False)
        for line in reply.headers.get_list("Set-Cookie"):
            name, _, value = line.split(";")[0].partition("=")
            cookies[name] = value
        if reply.code not in REDIRECTS:
            reply.rethrow()
            return reply
        address = urljoin(address, reply.headers["Location"])


async def open_lesson(server: Server, cookies: dict[str, str]) -> tuple[float, WebSocketClientConnection]:
    """Be one person: return the seconds until a mark of theirs was stored, and the socket, still open."""
    begin = time.perf_counter()
    reply = await fetch(server.lesson, cookies)
    found = KERNEL_ID.search(reply.body.decode())
    if not found:
        raise SystemExit(f"{server.name}: there is no kernel in the page")
    place = urlsplit(server.lesson)
    request = HTTPRequest(
        f"ws://{place.netloc}/api/kernels/{found[1]}/channels?session_id={uuid.uuid4().hex}",
        headers={"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
                 "Origin": f"http://{place.netloc}"},
    )  # fmt: skip
    socket = await websocket_connect(request)
    line = Line(socket)
    states = await line.states()
    picker = next(name for name, state in states.items() if state.get("vig_module") == "principle_picker")
    mark = {"id": uuid.uuid4().hex, "start_ms": 1000, "end_ms": 2000}
    stored = await line.ask(picker, "mark.add", change_id=uuid.uuid4().hex, mark=mark)
    if not stored["ok"]:
        raise SystemExit(f"{server.name}: the mark was refused: {stored}")
    return time.perf_counter() - begin, socket


async def burst(server: Server, people: int) -> Burst:
    """Let that many people come at once and weigh what they set going."""
    cookies: dict[str, str] = {}
    await fetch(server.entrance, cookies)
    _, first = await open_lesson(server, cookies)  # the server is warm, and this kernel stays out of the count
    before = {process.pid for process in family(server)}
    done = await asyncio.gather(*(open_lesson(server, dict(cookies)) for _ in range(people)))
    weights = {process.pid: weight_mb(process) for process in family(server)}
    kernels = [weight for pid, weight in weights.items() if pid not in before]
    for socket in (first, *(socket for _, socket in done)):
        socket.close()
    seconds = sorted(seconds for seconds, _ in done)
    return Burst(server.name, people, seconds, kernels, sum(weights[pid] for pid in before if pid in weights))


def family(server: Server) -> list[psutil.Process]:
    """Return the server's process and all below it."""
    process = psutil.Process(server.pid)
    return [process, *process.children(recursive=True)]


def weight_mb(process: psutil.Process) -> float:
    """Return its share of memory, 0 when it has just ended."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.memory_full_info().pss / 1e6
    return 0.0


def measured(wanted: list[tuple[int, bool]]) -> Iterator[Burst]:
    """Yield what each server makes of each number of people, a new server each time; ours alone where it says so."""
    for people, alone in wanted:
        for serve in (ours,) if alone else (ours, stock_voila):
            with tempfile.TemporaryDirectory() as place, serve(Path(place)) as server:
                yield asyncio.run(burst(server, people))


def main() -> int:
    """Measure, print the table as it comes, and return 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, nargs="*", default=[10, 30])
    parser.add_argument("--alone", type=int, nargs="*", default=[])
    compile_bytecode()
    AsyncHTTPClient.configure(None, max_clients=1000)
    asked = parser.parse_args()
    print(how_busy())
    print("| people | server | median s | last s | MB a kernel | kernels | server MB |\n|---|---|---|---|---|---|---|")
    last: dict[int, list[float]] = {}
    heaviest = 0.0
    for one in measured([*((each, False) for each in asked.people), *((each, True) for each in asked.alone)]):
        each_mb = statistics.mean(one.kernel_mb)
        print(f"| {one.people} | {one.name} | {statistics.median(one.seconds):.2f} | {one.seconds[-1]:.2f} "
              f"| {each_mb:.0f} | {len(one.kernel_mb)} | {one.server_mb:.0f} |", flush=True)  # fmt: skip
        last.setdefault(one.people, []).append(one.seconds[-1])
        if len(last[one.people]) == 1:
            heaviest = max(heaviest, each_mb)
    kept = heaviest <= MOST_MB
    for people, seconds in last.items():
        if len(seconds) == 2:
            ratio = seconds[0] / seconds[1]
            kept = kept and (people < MANY or ratio <= MOST_TIMES_AS_LONG)
            print(f"{people} people, until the last mark is stored: {ratio:.2f} x "
                  f"(at most {MOST_TIMES_AS_LONG} for {MANY} and more)")  # fmt: skip
        if people >= CROWD:
            kept = kept and seconds[0] <= CROWD_S
            print(f"{people} people: {seconds[0]:.1f} s (at most {CROWD_S})")
    print(f"a kernel: {heaviest:.0f} MB (at most {MOST_MB}): {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
