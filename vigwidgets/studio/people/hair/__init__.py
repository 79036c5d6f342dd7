"""Hair of many kinds: each style is a value that draws itself on a turned head."""
