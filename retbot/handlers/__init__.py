"""The chat commands, one folder for each subject."""
