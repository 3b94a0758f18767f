"""In which words: verbs, sentences, dates, and whose voice speaks."""
