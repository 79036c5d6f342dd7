"""From pictures and sound to a folder with a film and what it says of itself."""
