"""Who drains which lane."""
