"""The floors: the least that could do the same job, in the same processes, with the same libraries."""
