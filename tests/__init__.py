"""The tests of the package's tools and of its schemas."""
