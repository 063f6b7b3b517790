"""Alembic's steps from empty to this version; each fits the code that is still running."""
