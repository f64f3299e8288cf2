"""Who may pass which door, and releasing it."""
