"""Derived tables: what analysts would join together themselves, made at build time.

`tables` makes them, each by a module of its name; `schema` says what they are, with the standard library only.
"""
