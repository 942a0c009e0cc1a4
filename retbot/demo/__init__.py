"""The whole bot on an embedded homeserver and mail server."""
