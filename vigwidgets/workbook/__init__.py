"""Joins widgets, journal and films; page compositions so that notebooks stay thin."""
