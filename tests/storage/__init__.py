"""Tests of what only a store on a database has: files, keys, schema."""
