"""What holds for every test."""

from hypothesis import settings

# How long an example takes is a matter of the machine.
settings.register_profile("any machine")
settings.load_profile("any machine")
