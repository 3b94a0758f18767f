"""The pages. They read and write by services, and load nothing from another host."""
