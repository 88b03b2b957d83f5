"""The sample company: a year of a distributor's trade, simulated day by day from a seed.

Nothing here is shown to the user as prose; it is goods that arrive, sell and grow old, money that comes and
goes, and reps who write down what they find. The modules up to ``visit_rows`` are pure simulation; ``load``
writes what they yield.
"""
