"""How the gate knows the name of a person."""
