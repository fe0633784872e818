"""Tests of the history layer and of what it is made of."""
