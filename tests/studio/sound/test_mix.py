"""The sound of a whole scene: where noises begin, what touched things sound like, what each place sounds like."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.places import PLACES
from vigwidgets.studio.script.scene import Carry, Noise, Scene, Thing
from vigwidgets.studio.sound.mix import mix_sound
from vigwidgets.studio.sound.rooms import TONES
from vigwidgets.studio.sound.voice import RATE, Samples

QUIET = Scene(
    id="quiet",
    title="Quiet",
    tiers=(1,),
    licence="CC-BY-4.0",
    place="living_room",
    seed=7,
    opening_ms=600,
    length_ms=3000,
    closing_ms=400,
    poster_ms=0,
    lines_folder=Path(),
    cast=("nadia",),
    labels=(("nadia", "Nadia"),),
    things=(Thing("cup", "cup", "#5f93b5", (600, 560)), Thing("red", "block", "#d9483b", (500, 560))),
)


def added(scene: Scene) -> Samples:
    """Return what a scene sounds like over the quiet one."""
    return mix_sound(scene, ()) - mix_sound(QUIET, ())


def begins_ms(sound: Samples) -> float:
    return float(np.argmax(np.abs(sound) > 1e-4)) * 1000 / RATE


def carried(*carries: Carry) -> Samples:
    return added(replace(QUIET, carries=carries))


@pytest.mark.parametrize("name", ["clap", "page", "toaster_pop", "tap_water"])
def test_a_noise_begins_at_its_frame(name: str) -> None:
    sound = added(replace(QUIET, noises=(Noise(1000, name),)))

    assert 1600 <= begins_ms(sound) < 1640


def test_a_noise_of_half_the_level_is_half_as_loud() -> None:
    loud, soft = (added(replace(QUIET, noises=(Noise(1000, "clap", level=level),))) for level in (1.0, 0.5))

    assert np.allclose(soft, loud / 2, atol=1e-9)


def test_a_noise_that_moves_leaves_the_others_as_they_were() -> None:
    stays = Noise(200, "cup")
    first, second = (added(replace(QUIET, noises=(stays, Noise(at_ms, "clap")))) for at_ms in (2000, 2500))

    assert (first[: 2600 * RATE // 1000] == second[: 2600 * RATE // 1000]).all()
    assert begins_ms(first[2600 * RATE // 1000 :]) < begins_ms(second[2600 * RATE // 1000 :])


def test_a_noise_nobody_has_made_is_refused() -> None:
    with pytest.raises(SceneRefused, match=r"no noise called 'gong'\. Choose from beads"):
        mix_sound(replace(QUIET, noises=(Noise(0, "gong"),)), ())


def test_a_thing_put_down_is_louder_than_one_that_is_taken() -> None:
    sound = np.abs(carried(Carry("cup", "nadia", "left", 500, 2000, at=(620.0, 560.0))))
    taken, put = sound[1100 * 48 : 1400 * 48].max(), sound[2600 * 48 : 2900 * 48].max()

    assert 0.1 * put < taken < 0.4 * put
    assert sound[1500 * 48 : 2500 * 48].max() < 1e-6


def test_from_hand_to_hand_a_thing_is_not_heard() -> None:
    sound = np.abs(
        carried(
            Carry("cup", "nadia", "left", 500, 1500, at=()), Carry("cup", "nadia", "right", 1500, 2500, at=(1.0, 1.0))
        )
    )

    assert sound[2050 * 48 : 2400 * 48].max() < 1e-6
    assert sound[3100 * 48 : 3300 * 48].max() > 0.05


def test_a_cup_does_not_sound_like_a_block() -> None:
    cup = carried(Carry("cup", "nadia", "left", 500, 2000, onto="red"))[2600 * 48 : 2800 * 48]
    block = carried(Carry("red", "nadia", "left", 500, 2000, onto="cup"))[2600 * 48 : 2800 * 48]
    hertz = np.fft.rfftfreq(len(cup), 1 / RATE)
    heard = [hertz[np.argmax(np.abs(np.fft.rfft(sound)) * (hertz > 300))] for sound in (cup, block)]

    assert heard[0] > 1700
    assert heard[1] < 1000


def test_every_place_has_a_tone_of_its_own() -> None:
    tones = {name: place.TONE for name, place in PLACES.items()}

    assert len(tones) == len(set(tones.values()))
    assert set(tones.values()) <= set(TONES)
    assert len({TONES[tone].once for tone in tones.values()}) == len(tones)


def test_the_same_scene_sounds_the_same_and_another_seed_a_little_different() -> None:
    assert (mix_sound(QUIET, ()) == mix_sound(QUIET, ())).all()
    assert (mix_sound(QUIET, ()) != mix_sound(replace(QUIET, seed=8), ())).any()
