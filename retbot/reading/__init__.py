"""Reads typed Dutch: days, moments, series and arguments that commands share."""
