"""What we remember: rows, their queries and the bytes of evidence. Never speaks."""
