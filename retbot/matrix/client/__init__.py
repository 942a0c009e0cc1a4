"""The client library with its faults mended, and what it keeps on disk."""
