"""One conversation a file; strangers to their siblings."""
