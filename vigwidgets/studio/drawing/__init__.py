"""Pixels: paint, heads, faces, hands, and a whole picture."""
