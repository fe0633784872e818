"""Tests of the relations layer on the smallest tables that show a rule."""
