"""Tests that every implementation of a port passes, fakes as well."""
