"""Editions of the tables, a module each.

Enters: the material of a release. Leaves: files. An edition that holds the cells in another
form has a `read` beside its `write`, which gives header and rows back by an independent reader;
`release.proof` compares them with the CSV files.
"""
