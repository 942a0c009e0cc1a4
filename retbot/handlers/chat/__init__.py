"""What all commands share: the request, the router, questions, help, the check for identifying details and the
limits."""
