"""What readers of other trackers' exports share: JSON, tables, markup, findings.

Nothing in here knows Django: a file is read the same wherever it is read.
"""
