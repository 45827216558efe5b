"""All SQL. Returns model types, never rows."""
