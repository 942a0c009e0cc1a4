"""The store, as small parts that one transaction holds."""
