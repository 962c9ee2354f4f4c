"""How the text of a whole column is read: amounts, dates and times, ids, white space."""
