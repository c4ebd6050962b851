"""Tables as programs save them: CSV in any encoding, and Excel's XLSX."""
