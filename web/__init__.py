"""The browse page: one HTML file that shows every record of a package with its evidence."""
