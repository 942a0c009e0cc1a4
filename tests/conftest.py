"""What holds for every test."""

from hypothesis import HealthCheck, settings

from retbot.handlers import table

# How long an example takes, and to make one, is a matter of the machine.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# What the bot says of its own accord names commands, as they are declared.
table.commands()
