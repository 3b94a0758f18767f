"""How fast and how large: records of any size, and what is measured on them."""
