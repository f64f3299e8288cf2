"""Genkan measured beside its floors: the same machine, the same minute, turn by turn.

A time alone says more about the machine than about the program. Every scenario here therefore runs
the least that could do the job (the floor) between its own rounds, and what counts is the ratio of
the medians and the CPU per operation.
"""
