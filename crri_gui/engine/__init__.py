"""The engine: raw files to published outputs. No Qt here.

A run goes through the rooms in this order, and none imports from a later one:

    core       what every stage uses: progress and cancellation, findings, durable file steps
    values     how the text of a whole column is read: amounts, dates, ids
    discover   which file in the folder is which table
    ingest     files into typed tables, and the rows that were rejected
    tables     one SQL file for each output table
    quality    what is odd in the data, and whether it adds up
    publish    outputs on disk: written, read back, swapped for the published ones, restored
    compare    what publishing would change
    query      what windows and presentations ask of computed tables
    spark      the same statements on a cluster, where the user chose one
    bridge     from the figures of another report to ours
    explain    why a number is what it is, down to the raw lines

`run` is what the command line and the window call; `pipeline` is the way through the rooms.
"""
