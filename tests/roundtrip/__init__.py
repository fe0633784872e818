"""Every real table through LibreOffice and back: nothing comes back wrong without being named.

`settings` lists the round trips, `libreoffice` makes them, `outcome` says what the formatter made of them
and keeps it for docs/spreadsheets.md. The tests of it need LibreOffice: nox -s roundtrip.
"""
