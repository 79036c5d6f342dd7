"""Films and marks for the export tests, among them texts that break careless writers."""

from __future__ import annotations

from hypothesis import strategies as st

from vigwidgets import frameworks
from vigwidgets.core.film import Film
from vigwidgets.core.mark import KINDS, Mark
from vigwidgets.core.span import Span

FRAMEWORK = frameworks.load()
FILM = Film(
    id="f1",
    title="Ada's <film>, at /home/ada",
    duration_ms=400_000_000,
    frames=10_000_000,
    variable_frame_rate=False,
    rotation=0,
    width=640,
    height=480,
    video_codec="h264",
    audio_codec="aac",
    playable="original",
    media_type="video/mp4",
    sha256="0" * 64,
    size_bytes=1,
)
AWKWARD = [
    "",
    "a--",
    "=1+1",
    "'=1",
    "-->",
    "a\n\nb",
    "\r\n",
    "<v x>&amp;</v>",
    '"; DROP',
    "\u2028",
    "é 😀",
    "\ttab",
    "NOTE",
    "00:00",
]
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.text(st.sampled_from("=+-@'\t\r\n <>&\"; a-->"), max_size=20),
)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,20}", fullmatch=True)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, FILM.duration_ms - 1))
    return Span(start, draw(st.integers(start + 1, FILM.duration_ms)))


MARKS = st.lists(
    st.builds(
        Mark,
        id=IDS,
        film=st.just(FILM.id),
        span=spans(),
        kind=st.sampled_from(KINDS),
        who=TEXTS,
        principles=st.lists(st.sampled_from(FRAMEWORK.keys), unique=True, max_size=3).map(tuple),
        answers=st.one_of(st.none(), st.just("zz.answered")),
        note=TEXTS,
        feeling=TEXTS,
        author=st.sampled_from(["", "owner"]),
    ),
    max_size=6,
    unique_by=lambda mark: mark.id,
)
ONE = Mark(
    id="m1",
    film=FILM.id,
    span=Span(1500, 3250),
    kind="reception",
    who="partner",
    principles=("showing_noticed", "waiting"),
    answers="m0",
    note="She saw & smiled.",
    feeling="heard",
    author="owner",
)
