"""What GitHub and GitLab share: pull requests as values, what to propose, reading page by page."""
