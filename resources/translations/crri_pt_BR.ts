<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About CRRI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CRRI: Customer Revenue &amp; Retention Intelligence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupsCard</name>
    <message>
        <source>Former sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore this set…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every publication keeps the set it replaced. Restoring one keeps the set of today in turn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replaced {when}, {count} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a former set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this set in place of what is published now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{set}. What is published now is kept as the newest former set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restored: {set}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>Sorting and filtering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listing values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at {column}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding up the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} cells are too many to copy (up to {limit}). Export them instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} rows were exported to {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export to {file} was cancelled; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CellMenu</name>
    <message>
        <source>Only rows with this value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All rows but those with this value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter {column}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by {column}, smallest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by {column}, largest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not sort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide {column}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does {column} mean?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>Filter the page by this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the rows in Tables</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartCard</name>
    <message>
        <source>What does {name} mean?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be done with the chart {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save or copy this chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values of the chart are copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG picture (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChecksPage</name>
    <message>
        <source>Can the data be trusted?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does it add up?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run reads every row, looks for damage, duplicates and orphans, and reconciles every cent. Nothing is published by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the rejected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the rejects…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These checks are from before your last change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run again (Ctrl+R) to bring them up to date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✕ The sums do not agree: nothing can be published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The statement in question is marked below. Please report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✕ Errors that keep the outputs from being published: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each says what to do. Correct the export or your choices and run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ Usable, with warnings to know about: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every statement adds up to the cent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ No error and no warning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: {examples}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking up the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the rejects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting the rejects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the filter: {filter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change this filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the filter: {filter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColumnBox</name>
    <message>
        <source>Columns to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColumnHeader</name>
    <message>
        <source>{kind} · {percent} filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>≈ {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} distinct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>many different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit: {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here: {values}: {count} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{filled} filled, {blank} blank, {facts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average {mean}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>What changes, by table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Months that change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers whose segment changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segments: from the left (published) to the top (computed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing with what is published…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is published in this folder yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The five CSVs, the rejects and the manifest will be new.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Nothing changes: all files are the same, byte for byte.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publishing changes this:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✕ The published files differ from the contract; a refresh would break.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{table}: rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✕ differs from the contract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{added} customers come, {removed} go.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DashboardPage</name>
    <message>
        <source>No results yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dashboard shows revenue, retention, segments and operations as soon as the raw folder has been computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages of the dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report  ▾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print or save all four pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Executive Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retention &amp;&amp; Cohorts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer Segmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading what there is to filter by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These numbers are of the last run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder or definitions have changed since; run again to see the new ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updating…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing the dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the four pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CRRI dashboard.pdf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DefinitionsPage</name>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load definitions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save definitions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the numbers mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every run records these definitions with its results. A change marks the results as out of date until the next run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which orders count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivery and reviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores and segments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most rejected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most rejected money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beyond these shares of rows that cannot be read, or of their money, nothing is published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected rows of a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Different from the preset: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing differs from the preset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The results are out of date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run again (Ctrl+R).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Definitions (*.toml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loaded {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The definitions cannot be written: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExceptionHook</name>
    <message>
        <source>showing the window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExecutiveTab</name>
    <message>
        <source>Total Revenue by month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total Revenue by state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a state to filter the page; double-click to see its orders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Executive Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total Revenue {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total Orders {orders}, Active Customers {customers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MoM Growth {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} of all states</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>From month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(blank)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment type: all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment type: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take state {state} out of the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBox</name>
    <message>
        <source>Filter of a column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear this filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All but these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values and their rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text that the values contain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows whose value contains (case does not matter):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to (both included)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only rows where it is filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only rows where it is blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter {column}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From – to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values go from {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(blank)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {shown} most frequent of {total} values; search for others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first bound is above the second one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindField</name>
    <message>
        <source>Find (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the previous one (Shift+F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the next one (F3)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>{rows} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} of {total} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}; the first {offered} can be scrolled to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorting and filtering…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{column}: {count} filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} distinct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GridModel</name>
    <message>
        <source>blank</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Rows of the table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Scroll the months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll the cohorts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>observed, nobody came back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partial or stray month</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find (Enter: next)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What every number means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measures of the dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Definitions and presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Named segments over five-point recency and frequency scores: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N-day repeat rate: the share of customers who bought again within {days} days of their first order, over customers observed that long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit: {unit}. Blank: {blank}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the next or the former control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Within lists, tables, charts and the rail of steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the table that is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy what is selected, with its headers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpTexts</name>
    <message>
        <source>Choose or drop the folder of raw exports. Files are recognised by their columns: any names, any sub-folders, CSV (also gzipped), Parquet or Excel. Orders, customers and order items are needed; payments and reviews add columns; the other Olist tables are understood and not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a table to see its first rows. Where a file cannot be told apart, or is another one, point the table at it with “Use another file…”. Where dates could be day first or month first, the choice is yours: it is never guessed row by row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After a run every finding stands here by severity, with count, share and money. Errors keep the outputs from being published; warnings are to be known about; notes explain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Show the rows” opens the rows behind a finding as a table. Rows that could not be read are the rejects: each with file, line, column, value and reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The statements show that nothing was lost: what was in the raw files is what counts, plus what was left out and why, to the cent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every number&apos;s meaning can be chosen here. “recommended” is the preset to decide by; “seed-notebook” shows what the method of the notebook that the project started from does to the numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A change marks the results as out of date; run again to see it. Definitions can be saved to a file that the command line reads as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+R reads, checks and computes in the background; the window stays usable. Cancel works at any moment and leaves nothing behind. Nothing is published by a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The five outputs, the rejected rows, and all raw orders with why each counts or not. A click on a head sorts; the funnel filters; Ctrl+F finds; Ctrl+C copies the selection with its heads; export saves what is seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The four pages as Power BI draws them, with the same names, measures and filters. Click a state, segment or cohort to see its rows in Tables. Charts can be saved as PNG or SVG, all pages as one PDF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the heat map 0 % is a month in which nobody came back; a hatched cell is a month that is not observed yet; a marked month is not complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of the .pbix or .pbip. Before anything is written the page shows what changes: rows, totals, months, customers whose segment changes, and in red what would break a refresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publishing replaces all files or none. The former set is kept: “Restore this set…” brings it back. Then refresh in Power BI Desktop: Home, then Refresh.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogDrawer</name>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MeasureCard</name>
    <message>
        <source>What does {name} mean?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {value} {unit}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open raw folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the &amp;sample shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look into the folder again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Publish…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours of the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L&amp;ight colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger &amp;text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Normal text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lo&amp;g</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help on this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What every number means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About CRRI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of raw exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder was used yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes when CRRI starts the next time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NothingHere</name>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OperationsTab</name>
    <message>
        <source>Avg Delivery Days by month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late Delivery Rate by month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Avg Review Score by month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total Orders by payment type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page is filtered by month only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total Orders {orders}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} of the orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total Revenue {amount}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Option</name>
    <message>
        <source>{name}: the date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PowerBiCard</name>
    <message>
        <source>Write the Power BI project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace my changes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power BI project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model, measures, four pages and theme beside the CSVs: open it in Power BI Desktop and choose Refresh. With it comes a script to present the numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish first: the project reads the five CSVs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the Power BI project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have changed these files; they are kept: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The former project is in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in Power BI Desktop and choose Home, then Refresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ The Power BI project is up to date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ The Power BI project is written: {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the project anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the project that is there, your changes too?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is there is kept below .crri, in the folder powerbi-backups.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemBar</name>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PublishPage</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy its path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare and publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also one Excel workbook (crri_outputs.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Former sets to keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of your .pbix or .pbip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dashboards point at the five CSVs in it; they keep their names and place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside it: {files}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no .pbix or .pbip in this folder yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run is still at work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the engine first (Ctrl+R).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something has changed since the run: run again first (Ctrl+R).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checks found errors; nothing is published until they are gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing with what is there…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would change is to be seen first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish to this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder was used yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing with what is published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Published to {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now refresh in Power BI Desktop: Home, then Refresh.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Customer Revenue &amp;
Retention Intelligence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{step} (Alt+{number})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{step}: {state}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordPanel</name>
    <message>
        <source>The whole row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to a cell of the table to see its whole row here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value}, exactly {exact}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Remedies</name>
    <message>
        <source>“Export the rejects…” on the Checks page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the limit of rejected money (Definitions)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the limit of rejected rows (Definitions)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Go without it” (Source)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Use another file…” (Source)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the chooser of the table (Source)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{option} (Definitions)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the memory limit of the command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Replace my changes…”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the variable TMPDIR</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>CRRI {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{orders} orders of {customers} customers, last order on {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Definitions: recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Definitions: recommended, but {own}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CRRI dashboard</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RetentionTab</name>
    <message>
        <source>Retention by cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat Rate by month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat rate within N days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By calendar month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By months since the first order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns of the cohort matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of each cohort that ordered in the month. The filters of orders do not touch this matrix: a cohort is of all its customers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the customers observed that long since their first order. Unfiltered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retention &amp; Cohorts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filters act on Repeat Rate, not on the cohorts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat Rate {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {count} active customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Within {days} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{repeated} of {observed} customers observed that long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cohort {month}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} months later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet observed: the data ends before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{month}, {count} months later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{active} of {size} customers active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retention Rate {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter or click shows them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunHistory</name>
    <message>
        <source>Former runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the two that are selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take its definitions again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What differs between two runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Definitions: {definitions}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files: {files}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors: {errors}, warnings: {warnings}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ The two runs say the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>definition {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file of {table}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revenue of {month}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The definitions of that run hold for the next one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>Run the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run (Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel (Ctrl+.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the raw tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read every row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check keys, amounts and duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute orders, cohorts, RFM and operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconcile to the cent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare and publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder, its files or the definitions have changed since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the other pages show is from before. Run again to bring it up to date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First choose a folder of raw exports on the Source page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Source page says what keeps this folder from being used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads, checks and computes {folder}. Nothing is published yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> ({rows} rows)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} elapsed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, about {time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✕ Not to be published: the checks found errors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ Ready, with warnings to read first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Ready to be published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Months</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScatterChart</name>
    <message>
        <source>and {count} more customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orders: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money: {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orders of the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money of the customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orders of the customer (across), money of the customer (up)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SegmentGrid</name>
    <message>
        <source>Frequency score (more orders →)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recency score (more recent →)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SegmentationTab</name>
    <message>
        <source>Customers by segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revenue by segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frequency and monetary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The eleven named segments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic scale of money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The wheel zooms, a double click shows all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {segment} customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores of five points for recency and frequency; each of the 25 cells is in one segment. Click a cell to see its customers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer Segmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page is of all customers; no filter acts on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showing {shown} of {total} customers, chosen evenly by their id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showing all {total} customers; those with equal orders, money and segment are one point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} customers, {share} of all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revenue {amount}, {share} of all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} revenue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recency score {recency}, frequency score {frequency}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} customers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Making the sample shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last definitions cannot be read: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giving the former results back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding the run to the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceFile</name>
    <message>
        <source>Use another file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go without it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it was recognised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file. For example {file}, with the columns {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {rows}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day first (31/12/2017)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>month first (12/31/2017)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decimal point (1,234.50)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decimal comma (1.234,50)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{column}: the first rows do not say how {example} is read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{column} is read as you chose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How {column} is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the whole column says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file for {table}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv *.csv.gz *.parquet *.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourcePage</name>
    <message>
        <source>Where are the raw exports?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with the shop&apos;s exports: orders, customers and order items; better with payments and reviews. Files are recognised by what they contain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the engine (Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a folder anywhere in this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the sample shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes a shop of 10,000 made-up orders and opens it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✕ cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✕ missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ missing: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– not there, not needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– understood, not used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of raw exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder was used yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatementCard</name>
    <message>
        <source>✓ adds up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✕ does not add up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the orders</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tab</name>
    <message>
        <source>partial: the data ends before the month does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stray: hardly any orders, at the edge of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(blank)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hollow dots, read with care: {months}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TablePane</name>
    <message>
        <source>No row passes the filters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row was rejected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This table has no rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row {number}, around the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} rows × {columns} columns selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied, with the headers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export what is seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv);;Excel workbook (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TablesPage</name>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tables yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run computes them from the raw folder. Every row can then be sorted, filtered, searched and exported here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{table}  {rows}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monthly revenue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cohorts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All raw orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scored customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers&apos; orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}: {grain}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every raw order, and why it counts or not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejects.csv: every row that could not be read, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These tables are from before the last changes. Run again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the current column (Ctrl+Shift+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the columns to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does the current column mean? (Ctrl+Shift+I)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole row (Ctrl+I)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export what is seen (Ctrl+E)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>CRRI: Customer Revenue &amp;&amp; Retention Intelligence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{step} – CRRI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: {doing} ({elapsed})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CRRI is still at work. Cancel it and close?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is published stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the work and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What runs now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Frozen</name>
    <message>
        <source>First column of the table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cells</name>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a month as 2018-03.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a date as 2018-03-31.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} contains “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} up to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} from {low}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} from {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is {values}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not {values}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{values} or {count} others</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>contract</name>
    <message>
        <source>nothing can be computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no customer can be told from another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>orders have no value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payment_type is blank and payments are not reconciled with goods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>review_score and avg_review_score are blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no output depends on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one row a counted order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer. The raw customer_id is one per order and is never counted as a customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>month, YYYY-MM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month of the purchase timestamp, as written in the raw file (no time-zone conversion).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>currency of the raw data, to the cent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the order is worth by the option order_value; 0 for an order without items.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payment type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The type that paid the most of the order; equal amounts: the type with the lowest payment_sequential; no payment: not_defined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>when there is no payments file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days, two decimals (half up); whole days by option</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time from purchase to delivery to the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score 1 to 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score of the order&apos;s latest answered review (one with an answer time); equal answer times: the highest review_id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no review (filled with the median by option)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the customer as recorded for this order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blank in the raw file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 or 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 when the customer has two or more counted orders in the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one row a calendar month, without gaps, from the first to the last counted order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of order_value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted orders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distinct customers who ordered in the month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>currency of the raw data, per order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average order value: revenue / orders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a month without orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth of revenue against the previous calendar month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first month, and after a month whose revenue is 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one row a cohort and observed month, from the cohort&apos;s first month to the last month; a month after the data ends has no row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month of the customers&apos; first counted order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distinct customers of the cohort who ordered in order_month; 0 when observed and nobody came back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers of the cohort (repeats on each of the cohort&apos;s rows).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share, 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>active_customers / cohort_size; 1 in the cohort&apos;s first month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one row a customer with a counted order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days from the customer&apos;s last counted order to the snapshot date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted orders of the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of order_value over the customer&apos;s counted orders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 to 12</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recency score + frequency score + monetary score, 1 to 4 each; equal values always get equal scores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low Value, Mid Value or High Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High Value from RFM_score 10, Mid Value from 7, else Low Value (thresholds by option).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of delivery_days over the month&apos;s delivered orders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no delivered order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of review_score over the month&apos;s reviewed orders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no reviewed order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late orders / orders that have both a delivery and an estimated date (or all orders, by option).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no order to judge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of order_value over the selected orders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>currency of the raw data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no order is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of selected orders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distinct customers with a selected order; one who buys in three months counts once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average order value: Total Revenue / Total Orders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>currency per order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active customers who have two or more counted orders in the whole window, in whichever months.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the active customers who have two or more counted orders: Repeat Customers / Active Customers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active customers with a selected order in the month of their first counted order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active customers all of whose selected orders are later than their first month: Active Customers - New Customers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth of Total Revenue from the calendar month before to the latest selected month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of the month before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no order is selected, or the month before has no revenue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total Revenue / Active Customers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>currency per customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total Orders / Active Customers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>orders per customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of Total Revenue that comes from customers with two or more counted orders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of revenue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the selected orders bring no revenue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of delivery_days over the selected orders that were delivered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no selected order was delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of review_score over the selected orders that were reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no selected order was reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>late_delivery_rate of the selected months, each weighted by its delivered orders; other filters than months do not change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no month with a late rate is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers active in the selected cohort months / customers of those cohorts: each cohort counts by its size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no observed cohort month is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of retention_rate over the selected cohort months: each cohort counts the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of retention_rate over the selected cohort months after each cohort&apos;s first, in which it is always 100 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no observed month after a cohort&apos;s first is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers of the selected cohorts, each cohort once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no cohort is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers of the selected segments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no customer is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of monetary over the customers of the selected segments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of frequency over the customers of the selected segments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment Revenue / Customers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment Revenue / the revenue of all customers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no customer is selected, or there is no revenue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the customers whose segment is High Value.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>definitions</name>
    <message>
        <source>Which orders count, by their status. What is left out is reported with count and money.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every status except canceled and unavailable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivered only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only those listed: statuses=delivered,shipped (in TOML a list of texts)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What an order is worth, in exact cents.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum of item prices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum of item prices and freight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum of payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which months are looked at; orders outside it count nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all months from the first to the last counted order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only months whose last day the data covers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from one month to another, both included</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the days from purchase to delivery are counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days with two decimals, half up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full days (floor)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a delivery is late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivered on a later calendar date than estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivered later than the estimated timestamp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivery_days is more than late_after_days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The N of late = after_days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number of days, 0 or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which orders the late rate is a share of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>orders with both a delivery and an estimated date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all counted orders of the month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands for the score of an order without review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the median score of the counted orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The date from which recency looks back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the day after the last counted order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last counted order&apos;s timestamp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a date of your own, not before the last counted order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How recency and monetary are scored 1 to 4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 + floor(4 x (mid-rank - 0.5) / n), at most 4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the quartiles as cut points, a value on a cut belonging below it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How frequency is scored 1 to 4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same as recency and monetary by mid-rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 / 2 / 3 / 4 and more orders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ranked one by one, ties in the order of customer_unique_id, then quartiles (equal customers may get unequal scores)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowest RFM_score of High Value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 to 12, above mid_value_from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowest RFM_score of Mid Value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 to 12</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all the defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the method of the notebook that the project started from, less its join mistake: it shows what that method does, and is not advised for decisions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>steps</name>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
