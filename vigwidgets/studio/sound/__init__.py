"""What is heard: voiced lines, noises of things, a room."""
