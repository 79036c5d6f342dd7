"""The cast, one module a person."""
