"""Scene scripts: what they are made of, how they are read, and what they must keep to."""
