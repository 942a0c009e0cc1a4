"""Commands about the bespreking of a case: planning, datumprikker, invitations, and what was decided."""
