"""A recommendation becomes figures, sentences, tables and a PDF. Knows no database, no request."""
