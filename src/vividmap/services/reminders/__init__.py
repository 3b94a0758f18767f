"""What is due: lists, the status file, timers and the calendar."""
