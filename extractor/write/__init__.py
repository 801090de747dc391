"""Records to files, streams and pages; a file appears whole or not at all."""
