"""The statistics of what customers may do: fits, intervals, verdicts. Arrays in, plain results out.

Nothing here knows of a database, a window or a language; numpy is all that is needed, and imported
by who asks. A model that cannot be trusted says so as data (a reason and its figures), which the
catalogue of messages puts into words.
"""
