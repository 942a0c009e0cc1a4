"""The bot as one process: builds every part from the settings, starts and stops it."""
