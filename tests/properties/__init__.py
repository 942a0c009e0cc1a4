"""What holds for any input: found by drawing examples, or by going through all there are."""
