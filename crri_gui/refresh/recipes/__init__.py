"""What to set up in Microsoft's products around a published set, with the names of one's own.

Each module is one recipe and makes texts alone; none of them has been run by us, for they need a
tenant of Power BI.
"""
