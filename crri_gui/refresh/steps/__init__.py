"""What follows a publication: the Power BI service, a webhook, a mail. Each off until configured.

A step is a function that returns where it is done and raises a `CrriError` where it is not. It
talks to nobody but whom the file of steps names, and shows no secret in any text.
"""
