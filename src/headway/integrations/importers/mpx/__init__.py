"""Read MPX, the text format of Microsoft Project up to 98 and of many others."""
