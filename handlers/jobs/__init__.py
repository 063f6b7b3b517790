"""What the clock does, one job a file."""
