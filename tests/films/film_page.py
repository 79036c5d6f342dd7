"""A page of a real browser with one film, led by the page's own player, and the pictures that it shows."""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Final, NamedTuple

import numpy as np
from playwright.sync_api import Page, sync_playwright

from tests.films.likeness import SMALL, Gray
from tests.house.browser import NONE_FOUND, find_browser
from vigwidgets.core.span import ms_from_seconds
from vigwidgets.films import Probe

LIBRARY: Final = Path(__file__).resolve().parents[2] / "vigwidgets" / "widgets" / "lib"
ARGUMENTS: Final = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
OPEN: Final = """
async ([url, small]) => {
  const { Stage } = await import('/lib/stage.mjs');
  window.film?.end.abort();
  document.body.replaceChildren();
  const video = document.createElement('video');
  const until = (done, most_ms) => new Promise((resolve) => {
    const begin = performance.now();
    const look = () => (done() || performance.now() - begin > most_ms ? resolve() : setTimeout(look, 2));
    look();
  });
  const painted = [];
  // quiet: frames of the page since the last picture of the film
  const film = { video, painted, until, quiet: 0, stage: new Stage(), end: new AbortController(), seeks: 0 };
  const note = (_now, facts) => {
    painted.push(facts.mediaTime);
    film.quiet = 0;
    video.requestVideoFrameCallback(note);
  };
  video.requestVideoFrameCallback(note);
  const count = () => { film.quiet++; if (video.isConnected) requestAnimationFrame(count); };
  video.addEventListener('seeked', () => film.seeks++);
  film.stands = () => video.paused && !video.seeking && film.quiet > 2;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = small;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.imageSmoothingQuality = 'high';
  film.look = () => {
    context.drawImage(video, 0, 0, ...small);
    const { data } = context.getImageData(0, 0, ...small);
    let gray = '';
    for (let i = 0; i < data.length; i += 4)
      gray += String.fromCharCode(Math.round(0.2126 * data[i] + 0.7152 * data[i + 1] + 0.0722 * data[i + 2]));
    return { told_ms: film.stage.timeMs, media_s: painted.at(-1) ?? null, gray: btoa(gray) };
  };
  film.stage.lead(video, film.end.signal);
  video.muted = true;
  video.preload = 'auto';
  video.src = url;
  document.body.append(video);
  count();
  await until(() => video.error || (video.readyState >= 2 && painted.length), 4000);
  window.film = film;
  return { error: video.error ? video.error.message || String(video.error.code) : null,
           width: video.videoWidth, height: video.videoHeight, first: painted[0] ?? null };
}
"""
TIMES: Final = """
([times_ms, duration_ms]) => {
  window.film.stage.setFilm({ id: 'film', duration_ms });
  window.film.stage.setTimes(Uint32Array.from(times_ms));
}
"""
SEEK: Final = """
async ([ms, rate]) => {
  const { stage, painted, seeks, until, stands, look } = window.film;
  painted.length = 0;
  stage.setRate(rate);
  stage.seekMs(ms);
  await until(() => window.film.seeks > seeks && painted.length && stands(), 20000);
  return look();
}
"""
PLAY_SPAN: Final = """
async ([span, last_ms, rate]) => {
  const { stage, video, painted, until, stands, look } = window.film;
  const shown_ms = () => Math.floor(painted.at(-1) * 1000 + 0.5);
  stage.setRate(rate);
  stage.playSpan(span);
  await until(() => video.error || !stage.playsSpan, 20000);
  // a picture that was on its way when it was to stop may still come after the seek back, and before the right one
  await until(() => stands() && stage.timeMs === last_ms && shown_ms() === last_ms, 10000);
  return look();
}
"""
PLAY: Final = """
async () => {
  const { video, painted, until } = window.film;
  painted.length = 0;
  await video.play();
  await until(() => video.error || video.ended || painted.length >= 6, 4000);
  video.pause();
  await until(() => window.film.quiet > 2, 4000); // a picture that is on its way belongs to the playing
  return { times: [...painted], error: video.error ? video.error.message : null };
}
"""


class Looked(NamedTuple):
    """What is seen once the film stands still.

    Attributes:
        told_ms: The frame that the player says is shown.
        media_ms: The one that the browser says; None where it painted none.
        picture: What is on the screen.
    """

    told_ms: int
    media_ms: int | None
    picture: Gray


class FilmPage:
    """One page; a film that is opened takes the place of the one before."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, path: Path, found: Probe) -> dict[str, Any]:
        """Return what the browser says of a film: `error`, `width`, `height`, and `first`, a time in seconds."""
        address = f"/film{len(_Ranged.films)}"
        _Ranged.films[address] = (path, found.media_type)
        seen = self._page.evaluate(OPEN, [address, SMALL])
        self._page.evaluate(TIMES, [found.times.times_ms, found.duration_ms])
        return seen

    def play(self) -> list[int]:
        """Let some pictures play; return their times in ms."""
        played = self._page.evaluate(PLAY)
        assert played["error"] is None
        return [ms_from_seconds(second) for second in played["times"]]

    def seek(self, ms: int, *, rate: float = 1) -> Looked:
        """Have the player go to a time."""
        return _looked(self._page.evaluate(SEEK, [ms, rate]))

    def play_span(self, start_ms: int, end_ms: int, *, last_ms: int, rate: float) -> Looked:
        """Have the player play some frames, and wait a while until it stands still on the last, of `last_ms`."""
        return _looked(self._page.evaluate(PLAY_SPAN, [{"start_ms": start_ms, "end_ms": end_ms}, last_ms, rate]))


def _looked(seen: dict[str, Any]) -> Looked:
    pixels = np.frombuffer(base64.b64decode(seen["gray"]), np.uint8).reshape(SMALL[::-1])
    media_s = seen["media_s"]
    return Looked(seen["told_ms"], None if media_s is None else ms_from_seconds(media_s), pixels.astype(np.int16))


@contextmanager
def film_page() -> Iterator[FilmPage]:
    """Yield a page of the browser that is installed."""
    chromium = find_browser()
    assert chromium is not None, NONE_FOUND
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Ranged)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        yield FilmPage(page)
        browser.close()
    server.shutdown()
    server.server_close()


class _Ranged(BaseHTTPRequestHandler):
    """Serves the films of the test, by number, with byte ranges, and the player's modules."""

    protocol_version = "HTTP/1.1"
    films: ClassVar[dict[str, tuple[Path, str]]] = {}

    def do_GET(self) -> None:
        if self.path.startswith("/lib/"):
            self._answer(200, "text/javascript", (LIBRARY / self.path.removeprefix("/lib/")).read_bytes())
            return
        if self.path not in self.films:
            self._answer(200 if self.path == "/" else 404, "text/html", b"<!doctype html><title>films</title>")
            return
        path, media_type = self.films[self.path]
        data = path.read_bytes()
        wanted = re.match(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        first = int(wanted[1]) if wanted else 0
        last = int(wanted[2]) if wanted and wanted[2] else len(data) - 1
        extra = {"Content-Range": f"bytes {first}-{last}/{len(data)}"} if wanted else {}
        self._answer(206 if wanted else 200, media_type, data[first : last + 1], {"Accept-Ranges": "bytes", **extra})

    def _answer(self, status: int, media_type: str, body: bytes, extra: dict[str, str] | None = None) -> None:
        try:
            self.send_response(status)
            for name, value in {"Content-Type": media_type, "Content-Length": str(len(body)), **(extra or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:
            self.close_connection = True

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""
