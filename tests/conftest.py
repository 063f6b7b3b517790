"""What all tests share."""

from hypothesis import settings

pytest_plugins = ["tests.databases"]

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
