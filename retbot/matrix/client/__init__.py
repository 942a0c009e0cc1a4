"""The client library with fixes for its faults, and what it stores on disk."""
