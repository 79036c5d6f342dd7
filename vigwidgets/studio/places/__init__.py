"""Rooms, one module a place."""
