"""Measurements of the real product beside floors written by hand; never part of the tests' verdict."""
