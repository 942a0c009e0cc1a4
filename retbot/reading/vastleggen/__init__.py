"""Arguments for recording that something happened."""
