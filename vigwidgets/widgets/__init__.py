"""The widgets, one stem each: `name.py`, `name.mjs`, `name.css`. They know core values and callables, nothing else."""
