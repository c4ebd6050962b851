"""Read what only MPXJ reads: Microsoft Project's own files, and Primavera's.

MPXJ is a library for Java, with its own licence (LGPL).  It is no part of Headway: who
wants these files read installs it beside (``pip install headway[mpxj]``) and Java.
"""
