"""The unit's own web server: it serves the panel's page and drives it over a socket."""
