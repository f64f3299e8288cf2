"""What reads a credential that is shown to the unit."""
