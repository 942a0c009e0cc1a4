"""What every command shares: the request, the router, questions, help, the gate and the limits."""
