"""What a setting prints: sheets of paper, A4 and without colour. Their texts are data, `paper.en.toml`."""
