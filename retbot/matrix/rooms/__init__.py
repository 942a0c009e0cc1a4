"""The bot's rooms, and faults in their settings."""
