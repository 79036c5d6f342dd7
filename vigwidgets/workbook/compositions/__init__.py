"""Groups of widgets that belong together, and what joins them to the journal. One group a module."""
