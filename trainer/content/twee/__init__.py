"""Stories in Twee 3, as Twine exports them, made into scenarios: `read` the passages, `story.imported` maps them.

    text -- passages.read --> passages -- scanner.scan --> words, links, sets, ifs -- story.imported --> scenario
                                                          expressions: conditions and sets

What cannot be mapped is a finding with its place (T codes, in `rules`), never dropped in silence.
"""
