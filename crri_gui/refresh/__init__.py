"""What happens around a publication that nobody watches: digest, steps behind it, schedule.

A refresh publishes first. Everything behind it (the Power BI service, messages) is a step that may
fail without touching what is published, and is done at the next refresh where it was not.
"""
