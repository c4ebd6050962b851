"""Why dates moved: what plans were made from, kept day by day, and replayed.

``packing`` turns a snapshot into bytes and back.  ``differences`` says what changed
from one snapshot to another, ``states`` makes such changes one by one, ``logged`` finds
the events behind them, ``chain`` puts the days together.  ``replay`` plans again where
the date moved (``headway_engine.attribution.stretches``), ``causes`` adds up what a
reader may know of it, ``words`` says it.
"""
