"""What can be read from marks and from sound: numbers, pictures and suggestions. Nothing here is kept or judged."""

from vigwidgets.analysis.places import Place, places_to_look

__all__ = ["Place", "places_to_look"]
