"""The job search: a résumé for readers outside the company."""
