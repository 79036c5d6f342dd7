"""From a script to what everybody does in each frame: movement, gaze, hands, lips."""
