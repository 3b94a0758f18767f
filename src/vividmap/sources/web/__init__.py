"""What sources share that ask a server: guarded addresses, tokens, and requests with limits."""
