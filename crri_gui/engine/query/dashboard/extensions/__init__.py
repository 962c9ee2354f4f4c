"""The numbers of the extension tables' pages, a module each, and the sentences on them.

They are of all orders: no filter of orders changes who was a customer when. Each function reads
tables that are there only where their group was asked for (`contract.EXTENSIONS`).
"""
