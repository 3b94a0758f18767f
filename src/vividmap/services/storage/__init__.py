"""How the record is stored: a copy in memory, what is in the way of writing, erased words, digests."""
