"""Values and rules of the covenants; no input or output, no clock, no library."""
