"""The command line of spq: parses options, asks a store, hands rows to one output object."""
