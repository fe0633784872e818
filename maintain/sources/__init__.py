"""Whether the pages that the data rest on still answer: `python -m maintain.sources`, run by `nox -s sources`.

Enters: the table `sources`, what earlier runs found, the network. Leaves: what this run found, and a report.
This is the only part of the project that asks the network for anything; the gate never imports it.

- `outcomes`: the terms that the others exchange
- `addresses`: which addresses may be asked for, and their one form
- `wire`: one request, within bounds of time and size
- `robots`: what a site asks robots to leave alone
- `hosts`: one request a host at a time, with a pause
- `visits`: asking as a polite visitor does: robots.txt first, later if the host is busy
- `follow`: one source, through redirects, to its last answer
- `verdicts`, `not_found`: what that answer says of the source
- `status`: what is known of every source, as a file
- `run`: many hosts side by side
- `report`, `words`: what people read
- `cli`: the command line
"""
