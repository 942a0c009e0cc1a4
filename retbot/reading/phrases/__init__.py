"""The grammar of Dutch dates and times that reading/dates.py uses."""
