"""Commands about the bespreking of a case: plan, poll, invite, hold."""
