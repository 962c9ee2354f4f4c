"""From the files of a shop's export to the raw tables: read typed, then brought into their form."""
