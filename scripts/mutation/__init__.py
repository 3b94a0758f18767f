"""Plants changes in the code and looks whether a test catches them: see scripts/mutants.py."""
