"""The sound of a clip: voices, things that are touched, and a room that is never quite silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.random import Generator

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.props import KINDS
from vigwidgets.studio.script.scene import Carry, Scene
from vigwidgets.studio.sound.noises import NOISES, wood
from vigwidgets.studio.sound.rooms import room_tone
from vigwidgets.studio.sound.voice import RATE, Line, Samples
from vigwidgets.studio.stage import PLACES

_TOUCHES = ("edge",)
"""Spots where a hand that arrives is heard."""
_TAKEN = 0.2
"""How loud a thing is when it is taken, against when it is put down."""
SPEECH_PEAK = 0.5
BANK_PEAK = 0.6
"""Peak of a spoken line as the bank keeps it; sighs and other small sounds lie below it, and stay below."""
Heard = tuple[int, Samples]
"""A sound and when it begins, in film ms."""


def mix_sound(scene: Scene, said: Sequence[tuple[int, Line]]) -> Samples:
    """Return the film's sound, mono at `RATE`, as long as its frames; the same for the same scene and lines.

    Raises:
        SceneRefused: the scene names a noise that nobody has made.
    """
    count = scene.duration_ms * RATE // 1000
    sound = room_tone(PLACES[scene.place].TONE, dice=_dice(scene, "room", 0), count=count)
    _say(sound, said)
    for start_ms, part in (*_noises(scene), *_carried(scene), *_rocked(scene), *_touched(scene)):
        _add(sound, part, start_ms)
    return np.clip(sound, -0.98, 0.98)


def add_lines(sound: Samples, said: Sequence[tuple[int, Line]]) -> Samples:
    """Return a film's sound with more lines in it."""
    louder = sound.copy()
    _say(louder, said)
    return np.clip(louder, -0.98, 0.98)


def _say(sound: Samples, said: Sequence[tuple[int, Line]]) -> None:
    for start_ms, line in said:
        _add(sound, _in_room(line.samples * (SPEECH_PEAK / BANK_PEAK)), start_ms)


def _dice(scene: Scene, name: str, at_ms: int) -> Generator:
    """Return the chance of one sound: to move one leaves all others as they were."""
    return np.random.default_rng([scene.seed, crc32(name.encode()), at_ms + scene.opening_ms])


def _noises(scene: Scene) -> Iterator[Heard]:
    for noise in scene.noises:
        if noise.name not in NOISES:
            raise SceneRefused(f"There is no noise called {noise.name!r}. Choose from {', '.join(NOISES)}.")
        part = NOISES[noise.name](_dice(scene, noise.name, noise.at_ms))
        yield scene.film_ms(noise.at_ms), noise.level * part


def _carried(scene: Scene) -> Iterator[Heard]:
    """Yield things that are taken and put down; from hand to hand they make no sound."""
    kinds = {thing.name: thing.kind for thing in scene.things}
    taken = {(carry.thing, carry.at_ms) for carry in scene.carries}
    given = {(carry.thing, carry.until_ms) for carry in scene.carries}
    for carry in scene.carries:
        kind = kinds[carry.thing]
        if (carry.thing, carry.at_ms) not in given:
            yield scene.film_ms(carry.at_ms), _touch(scene, carry, carry.at_ms, kind=kind, level=_TAKEN)
        if (carry.thing, carry.until_ms) not in taken:
            level = 1.0 if carry.onto or carry.at else _TAKEN
            yield scene.film_ms(carry.until_ms), _touch(scene, carry, carry.until_ms, kind=kind, level=level)


def _touch(scene: Scene, carry: Carry, at_ms: int, *, kind: str, level: float) -> Samples:
    dice = _dice(scene, carry.thing, at_ms)
    if kind == "block":
        # a block that is taken sounds smaller than one that is set down on another
        return 0.26 * level * wood(dice, pitch=1.0 if level == 1.0 else 1.15)
    return level * NOISES[KINDS[kind].sound](dice)


def _rocked(scene: Scene) -> Iterator[Heard]:
    for wobble in scene.wobbles:
        dice = _dice(scene, wobble.thing, wobble.at_ms)
        for step, level in enumerate((0.10, 0.06, 0.03)):
            yield scene.film_ms(wobble.at_ms + 150 + 190 * step), level * wood(dice, pitch=1.1 + 0.05 * step)


def _touched(scene: Scene) -> Iterator[Heard]:
    for reach in scene.reaches:
        if reach.over_ms and reach.to in _TOUCHES:
            at_ms = reach.at_ms + reach.over_ms * 4 // 5
            yield scene.film_ms(at_ms), 0.035 * wood(_dice(scene, reach.who, at_ms), pitch=0.45)


def _add(sound: Samples, part: Samples, start_ms: int) -> None:
    first = max(0, start_ms * RATE // 1000)
    length = min(len(part), len(sound) - first)
    if length > 0:
        sound[first : first + length] += part[:length]


def _in_room(part: Samples) -> Samples:
    """Return a voice with the first reflections of a furnished room."""
    out = np.concatenate([part, np.zeros(RATE // 10)])
    for delay_ms, level in ((9, 0.16), (14, 0.11), (23, 0.07)):
        step = delay_ms * RATE // 1000
        out[step : step + len(part)] += level * part
    return out
