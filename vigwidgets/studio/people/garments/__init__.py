"""Clothes, drawn in places of the trunk they are worn on."""
