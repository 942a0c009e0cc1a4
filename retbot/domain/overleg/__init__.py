"""The regular meetings of the team (overleg)."""
