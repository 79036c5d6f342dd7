"""What is moved, packed, brought back and erased as a whole: films' files and journal together."""
