"""Rows and their queries, one subject a file."""
