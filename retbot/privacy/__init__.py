"""The gate that free text passes, and what it knows of names and words."""
