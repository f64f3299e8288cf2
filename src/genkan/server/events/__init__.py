"""What happened at a property's doors, as its managers see it: without whose it was, unless they say why."""
