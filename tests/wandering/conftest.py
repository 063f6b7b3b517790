"""How long people wander: a little in the suite, long with --hypothesis-profile=long."""

from hypothesis import settings

settings.register_profile("long", max_examples=1000, derandomize=False)
