"""A town in a process: simulated stations, phones and residents, for the demo, tests and load."""
