"""Fixtures and settings for all tests."""

from hypothesis import HealthCheck, settings

from retbot.handlers import table

# Durations of examples, and of making them, depend on the machine.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# Messages that the bot sends on its own initiative mention commands, so these must be declared first.
table.commands()
