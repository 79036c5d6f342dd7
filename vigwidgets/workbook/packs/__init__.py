"""Packs of clips made elsewhere: a folder or zip that is read with distrust, and taken in whole or not at all."""
