"""Measurements of the gate. Enters: this package. Leaves: tables on standard output."""
