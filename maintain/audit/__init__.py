"""Audits: people read the pages behind citations that were drawn at random, and say whether they show what is cited.

Enters: a release and the folder `audit/`, a CSV file an audit.
Leaves: samples to judge (`draw`, `sheet`), those files (`results`), and what they say of the accuracy (`accuracy`).
Standard library only.
"""
