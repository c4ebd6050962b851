"""Plan a schedule file as it is, without a database.

A reader (see ``integrations.importers``) turns a file into ``content.ScheduleFile``;
``problem`` turns that into the engine's problem, ``forecast`` plans it, ``output``
prints it.
"""
