"""Scenarios, rubrics and the files beside them in other languages: a gettext PO beside each file.

`texts` says what is translated and by which id; `translation` reads a PO and puts its words into a model, which is all
that play needs; `catalogue` writes and renews PO files for `trainer translate`.
"""
