"""The grammar of Dutch dates and times that handlers/dates.py reads with."""
