"""Things people hold, one module a kind."""
