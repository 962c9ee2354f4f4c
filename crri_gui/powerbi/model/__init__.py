"""The semantic model: tables, Power Query, measures, and the text form they are kept in."""
