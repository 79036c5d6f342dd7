"""Other people's formats: marks and captions out, captions in."""

from vigwidgets.exchange.csv_table import marks_csv
from vigwidgets.exchange.formats import FORMATS, Format, format_named
from vigwidgets.exchange.json_list import marks_json
from vigwidgets.exchange.reel_captions import read_vtt, reel_vtt
from vigwidgets.exchange.web_annotation import marks_web_annotation
from vigwidgets.exchange.webvtt import marks_vtt

__all__ = [
    "FORMATS",
    "Format",
    "format_named",
    "marks_csv",
    "marks_json",
    "marks_vtt",
    "marks_web_annotation",
    "read_vtt",
    "reel_vtt",
]
