"""Values and rules of the field. Imports the standard library only."""
