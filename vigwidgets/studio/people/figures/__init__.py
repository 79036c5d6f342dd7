"""The bodies and clothes of the cast, one module a person."""
