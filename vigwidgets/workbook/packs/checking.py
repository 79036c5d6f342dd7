"""Whether one clip of a pack may be taken in, looked at where it lies copied and nobody can change it any more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from vigwidgets.core.errors import FilmNotPlayable, PackRefused, VigError
from vigwidgets.core.film import Film
from vigwidgets.core.framework import Framework
from vigwidgets.core.permission import Permission
from vigwidgets.films import Probe, probe
from vigwidgets.films.stills import still_jpeg
from vigwidgets.workbook.clips import CAPTIONS, DESCRIPTION, DESCRIPTIONS, FILM, MARKS, POSTER, SCRIPT, SOUNDS, WEBM
from vigwidgets.workbook.packs.card import Card, check_permission, read_card
from vigwidgets.workbook.packs.facts import write_facts
from vigwidgets.workbook.packs.texts import LONGEST_BYTES, about, check_vtt, read_marks, read_text

Agree = Callable[[Permission], Permission]
"""Takes what the card says people agreed to, and returns what is agreed."""

FILMS: Final = (FILM, WEBM)
TEXTS: Final = (DESCRIPTION, CAPTIONS, DESCRIPTIONS, MARKS, SCRIPT)
KEPT: Final[Mapping[str, int | None]] = {
    **dict.fromkeys(FILMS),
    **dict.fromkeys(TEXTS, LONGEST_BYTES),
    POSTER: 16 << 20,
    SOUNDS: 256 << 20,
}
"""The files of a clip that are taken in, with the most bytes each may have; what else lies beside them is left out."""
_JPEG: Final = b"\xff\xd8\xff"
_MP4: Final = b"ftyp"
_LENGTH_ALLOWANCE_MS: Final = 100


def check_card(folder: Path, *, agreed: Agree) -> Card:
    """Return the card of the clip whose small files lie in `folder`, once it is known who agreed to what.

    Raises:
        PackRefused: a file is missing, the card is not whole, or a permission is.
        InvalidValue: a permission cannot be.
    """
    card = read_card((folder / DESCRIPTION).read_bytes(), has_script=(folder / SCRIPT).is_file())
    if not (folder / CAPTIONS).is_file():
        raise PackRefused(f"The clip {card.id} has no captions. Put what is said into a captions.vtt beside its film.")
    if not (folder / MARKS).is_file():
        raise PackRefused(f"The clip {card.id} has no marks.json. Write one, or an empty list.")
    if not (folder / DESCRIPTIONS).is_file() and not card.no_descriptions:
        raise PackRefused(
            f"The clip {card.id} has no descriptions for those who cannot see it. Write descriptions.vtt, or in its "
            "clip.toml under no_descriptions why there are none."
        )
    if card.source == "real":
        check_permission(agreed(card.permission), clip_id=card.id, on=datetime.now().astimezone().date())
    return card


def check_clip(folder: Path, card: Card, *, sha256: str, agreed: Agree, framework: Framework) -> Film:
    """Return what is known of the clip in `folder`, once all its files fit; facts and a missing poster are added there.

    Args:
        folder: With the copied files.
        card: As `check_card` returned it.
        sha256: Of the copied film.
        agreed: As in `check_card`.
        framework: Whose principles the marks may name.

    Raises:
        PackRefused: a file does not fit.
        FilmRefused: the film cannot be used, or browsers do not play it.
        SpanOutsideFilm, UnknownPrinciple, InvalidValue: a mark cannot be.
    """
    path = next(folder / name for name in FILMS if (folder / name).is_file())
    if sha256 != card.sha256:
        raise PackRefused(
            f"The film of the clip {card.id} is not the one its clip.toml names by SHA-256. Ask for the pack once more."
        )
    seen = _probed(path, clip_id=card.id)
    if abs(seen.duration_ms - card.duration_ms) > _LENGTH_ALLOWANCE_MS:
        raise PackRefused(
            f"The film of the clip {card.id} lasts {seen.duration_ms} ms, but its clip.toml says {card.duration_ms}. "
            "Correct it."
        )
    _check_texts(folder, card, duration_ms=seen.duration_ms, framework=framework)
    made_here = () if (folder / POSTER).is_file() else (POSTER,)
    _check_pictures_and_sounds(folder, path, card, seen)
    film = _film(card, seen, size_bytes=path.stat().st_size, agreed=agreed)
    write_facts(folder, film, seen.times, made_here=made_here)
    return film


def _probed(path: Path, *, clip_id: str) -> Probe:
    try:
        seen = probe(path)
        if not seen.browser_plays:
            raise FilmNotPlayable(seen.refusal)
    except VigError as refusal:
        raise about(refusal, clip_id=clip_id) from refusal
    wanted = WEBM if seen.media_type == "video/webm" else FILM
    if path.name != wanted:
        raise PackRefused(f"The film of the clip {clip_id} is not what its name says. Call it {wanted}.")
    return seen


def _check_texts(folder: Path, card: Card, *, duration_ms: int, framework: Framework) -> None:
    read_marks((folder / MARKS).read_bytes(), clip_id=card.id, duration_ms=duration_ms, framework=framework)
    for name, may_be_empty in ((CAPTIONS, card.no_speech), (DESCRIPTIONS, False)):
        if (folder / name).is_file():
            text = read_text((folder / name).read_bytes(), clip_id=card.id, name=name)
            check_vtt(text, clip_id=card.id, name=name, duration_ms=duration_ms, may_be_empty=may_be_empty)


def _check_pictures_and_sounds(folder: Path, film: Path, card: Card, seen: Probe) -> None:
    poster, sounds = folder / POSTER, folder / SOUNDS
    if not poster.is_file():
        poster.write_bytes(still_jpeg(film, at_ms=seen.duration_ms // 3))
    elif not poster.read_bytes().startswith(_JPEG):
        raise PackRefused(f"The {POSTER} of the clip {card.id} is no JPEG. Replace it, or leave it out.")
    if sounds.is_file():
        with sounds.open("rb") as file:
            if file.read(8)[4:] != _MP4:
                raise PackRefused(f"The {SOUNDS} of the clip {card.id} is no M4A. Replace it, or leave it out.")


def _film(card: Card, seen: Probe, *, size_bytes: int, agreed: Agree) -> Film:
    is_drawn = card.source == "drawn"
    return Film(
        id=card.id,
        title=card.title,
        duration_ms=seen.duration_ms,
        frames=seen.frames,
        variable_frame_rate=seen.variable_frame_rate,
        rotation=seen.rotation,
        width=seen.width,
        height=seen.height,
        video_codec=seen.video_codec,
        audio_codec=seen.audio_codec,
        playable="original",
        media_type=seen.media_type,
        sha256=card.sha256,
        size_bytes=size_bytes,
        permission=card.permission if is_drawn else agreed(card.permission),
        source="drawn" if is_drawn else "own",
    )
