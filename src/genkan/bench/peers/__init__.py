"""Others that open a door over the network, each in an environment of its own under the bench's folder."""
