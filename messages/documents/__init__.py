"""Documents, pictures and framework files, read and written."""
