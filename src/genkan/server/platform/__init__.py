"""What every domain stands on: database, clock, settings, bus, operations and their policy."""
