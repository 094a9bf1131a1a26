"""Figures about cohorts, decisions and markers, each with its interval and n, or the reason why there is none.

Functions of plain tables, on the standard library alone; nothing here knows a run, a clock or a database. Import the
module of the theme:

| module | figures |
| --- | --- |
| `items` | how hard a decision is, whether it tells people apart, whom its choices draw |
| `reliability` | alpha and its kin |
| `precision` | standard error of measurement, bands, length |
| `consistency`, `dependability` | would the decision be the same again: Livingston-Lewis, Subkoviak; Φ, Φ(λ), k² |
| `agreement`, `krippendorff`, `icc` | whether markers agree |
| `castings` | whether a decision is harder with one casting than with another; nothing else is compared by group |
| `intervals`, `gains` | Wilson, t, bootstrap; before and after |
| `samples` | how many each figure needs before it is shown, and what to show instead |
| `spread` | the spread of one person's levels, for the standard error of a score |
"""
