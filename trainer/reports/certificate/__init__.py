"""Certificates: what one says (`award`), as a page, a PDF and a badge, the school's key, and the checking of files."""
