"""Our index against the media times that a real browser gives to the pictures it paints."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.house.browser import NONE_FOUND, find_browser
from vigwidgets.core.errors import FilmRefused
from vigwidgets.core.span import ms_from_seconds
from vigwidgets.films import Probe, probe

VIDEO = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"
# Chromium learns the end of a film that starts at 10 s only while it loads it, and does not seek behind what it knows.
SEEKS_SHORT = {"androidx__media/bbb_800x640_768kbps_30fps_avc_2b_firstpts_10_sec.mp4"}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
OPEN = """
async (url) => {
  document.body.replaceChildren();
  const video = document.createElement('video');
  const until = (done, most_ms) => new Promise((resolve) => {
    const begin = performance.now();
    const look = () => (done() || performance.now() - begin > most_ms ? resolve() : setTimeout(look, 2));
    look();
  });
  const painted = [];
  const film = { video, painted, until, quiet: 0 }; // quiet: frames of the page since the last picture of the film
  const note = (_now, facts) => {
    painted.push(facts.mediaTime);
    film.quiet = 0;
    video.requestVideoFrameCallback(note);
  };
  video.requestVideoFrameCallback(note);
  const count = () => { film.quiet++; if (video.isConnected) requestAnimationFrame(count); };
  video.muted = true;
  video.preload = 'auto';
  video.src = url;
  document.body.append(video);
  count();
  await until(() => video.error || (video.readyState >= 2 && painted.length), 4000);
  window.film = film;
  return { error: video.error ? video.error.message || String(video.error.code) : null, ready: video.readyState,
           width: video.videoWidth, height: video.videoHeight, first: painted[0] ?? null, at: video.currentTime };
}
"""
SEEK = """
async (seconds) => {
  const film = window.film, { video, painted, until } = film;
  const found = [];
  for (const second of seconds) {
    painted.length = 0;
    let arrived = false;
    video.addEventListener('seeked', () => { arrived = true; }, { once: true });
    video.currentTime = second;
    await until(() => video.error || (arrived && painted.length && film.quiet > 2), 4000);
    found.push(painted.length ? painted[painted.length - 1] : null);
  }
  return found;
}
"""
PLAY = """
async () => {
  const film = window.film, { video, painted, until } = film;
  painted.length = 0;
  await video.play();
  await until(() => video.error || video.ended || painted.length >= 6, 4000);
  video.pause();
  await until(() => film.quiet > 2, 4000); // a picture that is on its way belongs to the playing
  return { times: [...painted], error: video.error ? video.error.message : null };
}
"""


class _Ranged(BaseHTTPRequestHandler):
    """Serves the films of the test, by number, with byte ranges."""

    protocol_version = "HTTP/1.1"
    films: ClassVar[dict[str, tuple[Path, str]]] = {}

    def do_GET(self) -> None:
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


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    chromium = find_browser()
    assert chromium is not None, NONE_FOUND
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Ranged)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        yield page
        browser.close()
    server.shutdown()
    server.server_close()


def opened(page: Page, path: Path, media_type: str) -> dict[str, Any]:
    address = f"/film{len(_Ranged.films)}"
    _Ranged.films[address] = (path, media_type)
    return page.evaluate(OPEN, address)


def compare(page: Page, path: Path, found: Probe, *, seeks_exactly: bool = True) -> None:
    """Assert that picture, size and times of the browser are those of the index.

    Where the browser does not land on the picture it was asked for, each that it paints still has one of our times.
    """
    seen = opened(page, path, found.media_type)
    assert (seen["error"], seen["width"], seen["height"]) == (None, found.width, found.height)
    times = found.times
    assert ms_from_seconds(seen["first"]) == times.times_ms[0], "the picture shown before anything is done"
    played = page.evaluate(PLAY)
    assert played["error"] is None
    count = len(times.times_ms)
    wanted = sorted({0, 1, count // 3, count // 2, count - 2, count - 1} & set(range(count)))
    spans = [times.frame_span(index) for index in wanted]
    found_ms = [
        ms_from_seconds(second) for second in page.evaluate(SEEK, [(start + end) / 2000 for start, end in spans])
    ]
    assert {*(ms_from_seconds(second) for second in played["times"]), *found_ms} <= set(times.times_ms)
    if seeks_exactly:
        assert found_ms == [start for start, _ in spans]


def test_a_film_said_to_play_plays_with_our_times(
    page: Page, film_name: str, probed: Callable[[Path], Probe | FilmRefused]
) -> None:
    found = probed(VIDEO / film_name)
    if isinstance(found, Probe) and found.browser_plays:
        compare(page, VIDEO / film_name, found, seeks_exactly=film_name not in SEEKS_SHORT)


@pytest.mark.parametrize(
    "starts_ms", [tuple(range(0, 1600, 40)), (0, 40, 57, 90, 300, 333, 800, 1500, 1533)], ids=["even", "uneven"]
)
@pytest.mark.parametrize(
    ("name", "codec", "options", "seeks_exactly"),
    [
        ("plain.mp4", "libx264", {}, True),
        ("film.mov", "libx264", {}, True),
        ("vp9.webm", "libvpx-vp9", {}, True),
        ("vp8.webm", "libvpx", {}, True),
        # Without an edit list a film with B-frames begins late, and Chromium's seeks may be a picture off.
        ("fragments.mp4", "libx264", {"movflags": "frag_keyframe+empty_moov"}, False),
        ("no_edit_list.mp4", "libx264", {"use_editlist": "0"}, False),
    ],
)
def test_a_made_film_has_our_times_in_the_browser(
    page: Page,
    made: Callable[..., Path],
    name: str,
    codec: str,
    options: dict[str, str],
    seeks_exactly: bool,  # noqa: FBT001 - pytest gives it by name
    starts_ms: tuple[int, ...],
) -> None:
    path = made(name, codec=codec, options=options, starts_ms=starts_ms)
    compare(page, path, probe(path), seeks_exactly=seeks_exactly)
