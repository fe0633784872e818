"""Pictures of the data for people, in docs/figures: `nox -s figures`.

`numbers` counts what each figure shows (standard library), `draw` makes a picture of those numbers
(matplotlib), `style` holds what all pictures have in common.
"""
