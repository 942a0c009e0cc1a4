"""A covenant file: read, checked, shown, and turned into values of the domain."""
