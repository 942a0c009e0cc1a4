"""What is true for any input: checked with random examples, or with all possible ones."""
