"""What gets the workbook going where nothing is installed yet. Standard library only."""
