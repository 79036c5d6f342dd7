"""A film on its way into the workbook over HTTP on loopback, against a bare tornado handler that writes to a file.

    python benchmarks/film_upload.py [--rounds 5] [--megabytes 1024]

The same bytes go to both in turn in one run, in pieces of 8 MiB as a page sends them, from a process of its own. While
they go to the workbook, another one asks it something small fifty times a second, and its server's memory is watched.
The film is called off before it is looked at: `film_add.py` times that.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil

from benchmarks.two_servers import how_busy
from tests.live_workbook import LiveWorkbook, free_port, until

LEAST_MIB_S = 100
MOST_GROWTH_MB = 20
MOST_OTHER_MS = 50
PIECE_BYTES = 8 << 20
ASK_EVERY_S = 0.02
AGREED = {"uses": ["work"], "until": None, "people": [], "given_by": ""}
PEER = '''
"""What tornado alone does: each chunk is written to a file as it comes."""
import os, sys
import tornado.ioloop, tornado.web

@tornado.web.stream_request_body
class Taking(tornado.web.RequestHandler):
    def prepare(self):
        self.file = open(sys.argv[1], "ab", buffering=0)
        self.request.connection.set_max_body_size(1 << 30)
    def data_received(self, chunk):
        self.file.write(chunk)
    def put(self):
        self.file.close()
        self.finish({"ok": True})
    def delete(self):
        os.unlink(sys.argv[1])

tornado.web.Application([("/film", Taking)]).listen(int(sys.argv[2]), "127.0.0.1")
tornado.ioloop.IOLoop.current().start()
'''


@dataclass(frozen=True, slots=True)
class Way:
    """Where pieces go: host and port, the path before the offset, and the cookie that lets in."""

    address: str
    path: str
    cookie: str


def send(way: Way, size_bytes: int, told: multiprocessing.Queue[float]) -> None:
    """Send that many bytes piece by piece, and tell how many seconds it took."""
    piece = os.urandom(PIECE_BYTES)
    line = http.client.HTTPConnection(way.address)
    line.connect()
    begin = time.perf_counter()
    for offset in range(0, size_bytes, PIECE_BYTES):
        body = piece[: min(PIECE_BYTES, size_bytes - offset)]
        line.request("PUT", f"{way.path}?offset={offset}", body, {"Cookie": way.cookie})
        reply = line.getresponse()
        answer = reply.read()
        if reply.status != 200 or b'"ok": true' not in answer:
            raise SystemExit(f"refused: {reply.status} {answer!r}")
    told.put(time.perf_counter() - begin)


def sent_in_s(way: Way, size_bytes: int, meanwhile: Callable[[], None]) -> float:
    """Send from a process of its own and do something here meanwhile; return the seconds the sending took."""
    room = multiprocessing.get_context("spawn")
    told = room.Queue()
    sender = room.Process(target=send, args=(way, size_bytes, told))
    sender.start()
    while sender.is_alive():
        meanwhile()
    sender.join()
    if sender.exitcode:
        raise SystemExit(1)
    return told.get()


@dataclass(slots=True)
class Watch:
    """Asks the workbook something small over and over, and watches its server's memory in a thread beside that."""

    client: httpx.Client
    server: psutil.Process
    other_ms: list[float]
    most_rss: int = 0

    def ask(self) -> None:
        """Ask once, in time with the clock."""
        begin = time.perf_counter()
        self.client.get("vig/arriving").raise_for_status()
        took = time.perf_counter() - begin
        self.other_ms.append(took * 1000)
        time.sleep(max(0.0, ASK_EVERY_S - took))

    @contextlib.contextmanager
    def memory(self) -> Iterator[None]:
        """Watch the memory until the block ends."""
        over = threading.Event()

        def look() -> None:
            while not over.wait(0.02):
                self.most_rss = max(self.most_rss, self.server.memory_info().rss)

        thread = threading.Thread(target=look)
        thread.start()
        yield
        over.set()
        thread.join()


def to_the_workbook(watch: Watch, size_bytes: int) -> tuple[float, int]:
    """Return MiB a second to the workbook, and by how many bytes its server grew at most."""
    told = {"name": "film.mp4", "size_bytes": size_bytes, "title": "", "permission": AGREED}
    arrival = watch.client.post("vig/arriving", json=told).json()["id"]
    cookie = "; ".join(f"{name}={value}" for name, value in watch.client.cookies.items())
    address = urlsplit(str(watch.client.base_url)).netloc
    before = watch.most_rss = watch.server.memory_info().rss
    with watch.memory():
        took = sent_in_s(Way(address, f"/vig/arriving/{arrival}", cookie), size_bytes, watch.ask)
    watch.client.delete(f"vig/arriving/{arrival}").raise_for_status()
    return size_bytes / (1 << 20) / took, watch.most_rss - before


@contextlib.contextmanager
def bare_tornado(folder: Path) -> Iterator[str]:
    """Serve the peer until the block ends; yields its host and port."""
    program, port = folder / "peer.py", free_port()
    program.write_text(PEER, "utf-8")
    process = subprocess.Popen([sys.executable, str(program), str(folder / "peer.film"), str(port)])
    address = f"127.0.0.1:{port}"

    def answers() -> bool:
        with contextlib.suppress(httpx.HTTPError):
            return httpx.get(f"http://{address}/nothing").status_code == 404
        return False

    try:
        until(answers)
        yield address
    finally:
        process.kill()
        process.wait()


def to_the_peer(address: str, size_bytes: int) -> float:
    """Return MiB a second to bare tornado."""
    took = sent_in_s(Way(address, "/film", ""), size_bytes, lambda: time.sleep(ASK_EVERY_S))
    httpx.delete(f"http://{address}/film").raise_for_status()
    return size_bytes / (1 << 20) / took


def main() -> int:
    """Measure, print the table, and return 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--megabytes", type=int, default=1024, help="MiB a round")
    wanted = parser.parse_args()
    size_bytes = wanted.megabytes << 20
    rates: list[float] = []
    peers: list[float] = []
    growths: list[int] = []
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        live = LiveWorkbook(folder / "data").start()
        stack.callback(live.kill)
        address = stack.enter_context(bare_tornado(folder))
        client = live.visitor()
        stack.callback(client.close)
        watch = Watch(client, live.family()[0], [])
        to_the_workbook(watch, 4 * PIECE_BYTES)  # what is loaded once is loaded
        watch.other_ms.clear()
        print(how_busy())
        for number in range(wanted.rounds):
            rate, growth = to_the_workbook(watch, size_bytes)
            peer = to_the_peer(address, size_bytes)
            rates.append(rate)
            growths.append(growth)
            peers.append(peer)
            print(
                f"round {number + 1}: vig {rate:.0f} MiB/s, {growth / 1e6:.1f} MB more; bare tornado {peer:.0f} MiB/s"
            )
    rate, growth = statistics.median(rates), max(growths) / 1e6
    other = statistics.quantiles(watch.other_ms, n=100)[98]
    kept = rate >= LEAST_MIB_S and growth < MOST_GROWTH_MB and other < MOST_OTHER_MS
    print(f"vig: median {rate:.0f} MiB/s (promised {LEAST_MIB_S}), bare tornado {statistics.median(peers):.0f} MiB/s")
    print(f"memory of the server: {growth:.1f} MB more at most (promised less than {MOST_GROWTH_MB})")
    print(
        f"other requests: 99 of 100 within {other:.1f} ms (promised {MOST_OTHER_MS}), of {len(watch.other_ms)} asked; "
        f"{'kept' if kept else 'NOT KEPT'}"
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
