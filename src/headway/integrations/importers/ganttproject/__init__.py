"""Read files of GanttProject (.gan)."""
