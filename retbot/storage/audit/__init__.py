"""The audit log: who did what, protected by a hash chain."""
