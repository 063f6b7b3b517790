"""What the regulation says: pure functions from dates and decimals to values with their reasons."""
