"""People: accounts, signing in, sessions and memberships."""
