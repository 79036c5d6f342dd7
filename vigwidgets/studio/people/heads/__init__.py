"""The heads of the cast, one module each."""
