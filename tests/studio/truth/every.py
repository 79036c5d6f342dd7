"""All checks of one clip folder by name, as tests and sabotage run them."""

from __future__ import annotations

from collections.abc import Mapping

from tests.studio.truth import captions, contacts, gazes, mouths, speech, whole
from tests.studio.truth.film import ClipFiles, sound
from tests.studio.truth.looking import look
from tests.studio.truth.report import Report
from tests.studio.truth.tracks import Tracks

ALL = 10_000


def check_texts(clip: ClipFiles, tracks: Tracks) -> Mapping[str, Report]:
    """Return what is found in the files beside the film, and in the film as a file."""
    labels = [tracks.label(who) for who in tracks.scene.cast]
    return {
        "file": whole.check_file(clip),
        "inside": whole.check_inside(clip),
        "marks": whole.check_marks(clip, labels=labels),
        "words": captions.check_words(clip, tracks),
    }


def check_sound(clip: ClipFiles, tracks: Tracks) -> Mapping[str, Report]:
    """Return what is found by listening."""
    samples = sound(clip.film)
    steps = speech.heard(samples)
    return {
        "speech": speech.check_speech(steps, tracks),
        "waits": speech.check_waits(steps, clip, tracks),
        "captions heard": captions.check_heard(steps, clip, samples=samples),
    }


def check_pictures(clip: ClipFiles, tracks: Tracks, *, most: int) -> Mapping[str, Report]:
    """Return what is found by looking at no more than `most` of each kind of event."""
    checks = {
        "mouths": mouths.check_mouths(tracks, most=most),
        "gazes": gazes.check_holds(tracks, most=most),
        "beginnings": gazes.check_beginnings(tracks, most=most),
        "blinks": gazes.check_blinks(tracks, most=most),
        "held": contacts.check_held(tracks, most=most),
        "given": contacts.check_given(tracks),
        "still": contacts.check_still(clip, tracks),
    }
    return dict(zip(checks, look(clip, list(checks.values())), strict=True))


def problems(found: Mapping[str, Report]) -> list[str]:
    """Return what did not hold, each with the name of its check."""
    return [f"{name}: {problem}" for name, report in found.items() for problem in report.problems]
