"""Tests of rules and small parts, without servers."""
