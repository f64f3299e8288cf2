"""Notices 「お知らせ」 of managers to the people who live in a property."""
