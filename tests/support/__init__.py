import os

# whether the tests of faults run in full (`make faults`), or in a size that fits `make test`
FULL = os.environ.get("VIVIDMAP_FAULTS") == "full"
