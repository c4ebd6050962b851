"""From what is known to the engine's problem, for a workspace and for a file alike.

``network`` turns links of summaries into waits, ``arrays`` lays items and waits out as
the engine reads them.  ``workspace`` does so for a snapshot, ``plan.files.problem`` for
a file, without database: of this folder it uses what imports no models.
"""
