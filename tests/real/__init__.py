"""Tests against servers that the tests start themselves, and the independent clients that judge the bot."""
