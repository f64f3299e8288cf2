"""What a door station is made of, each piece behind a port: for now the relays."""
