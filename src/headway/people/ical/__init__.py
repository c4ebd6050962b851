"""Reads iCalendar files (RFC 5545): when somebody is busy.

Rules of repetition can be made to run for hours.  So ``child`` reads them in a process
of its own, which ``reading`` starts and the system ends when it takes too long.
"""
