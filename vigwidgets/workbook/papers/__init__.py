"""Pages that people take out of the workbook on purpose: what is in them, and what has to be seen first."""
