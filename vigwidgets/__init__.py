"""What a notebook author imports, and nothing else."""
