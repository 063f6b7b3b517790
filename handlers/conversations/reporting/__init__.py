"""Reporting: what is owed, the questions of one report, the typed line, sending, correcting."""
