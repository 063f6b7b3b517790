"""A unit's projects: what is asked about them and what becomes of the answers."""
