"""What each figure shows: its numbers, its title, and the words for those who cannot see it.

A module a figure, with `TITLE` (en, zh), `numbers(tables)` (plain JSON) and `words(numbers, lang)`, one
sentence or two with the main numbers. Standard library only.
"""

from figures.numbers import evidence, pilots, regions, targets, timeline

# In the order in which they are shown.
FIGURES = {"regions": regions, "timeline": timeline, "targets": targets, "pilots": pilots, "evidence": evidence}
