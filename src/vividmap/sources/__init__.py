"""Places that evidence can come from, one folder or file each. They propose; a person decides."""
