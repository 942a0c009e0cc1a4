"""Working days, durations and how terms are counted."""
