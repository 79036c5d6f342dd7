"""A room: one trainer, up to forty people with phones, and one strip of what all of them saw."""
