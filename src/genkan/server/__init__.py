"""The server: accounts, properties, rights, calls and history, and the links to apps and stations."""
