"""Steps from one form of the journal to the next; `schema` runs them. A step that was published is never changed."""
