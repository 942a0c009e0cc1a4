"""`retbot init`: asks what an installation needs, tries each answer at once, and writes the files."""
