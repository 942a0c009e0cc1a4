"""Tests of whole procedures, from the first message to the last term."""
