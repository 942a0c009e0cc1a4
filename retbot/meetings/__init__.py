"""Invitations for meetings, and the answers to them."""
