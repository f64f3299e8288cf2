"""Pictures of every screen, taken of the running product."""
