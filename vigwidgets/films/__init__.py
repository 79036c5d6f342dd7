"""Film files: what a file is, the exact time of every frame, and the shelf they are kept on."""

from vigwidgets.films.probe import Probe, frame_times, probe
from vigwidgets.films.shelf import Shelf, Shelved

__all__ = ["Probe", "Shelf", "Shelved", "frame_times", "probe"]
