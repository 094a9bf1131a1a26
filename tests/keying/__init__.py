"""How well the key of the library holds: readings made without it, and the figures they come to.

    python -m tests.keying.sheet the_flyer          a scenario as a reader sees it: rubric and scenes, no key
    python -m tests.keying.sheet --bare the_flyer   its choices alone, without scene or rubric
    python -m tests.keying.figures                  what the readings in `readings/` come to

A reading is `readings/NAME.json`: for each scenario, scene and choice a level on each criterion looked at, beside the
SHA-256 of what was read, so that a choice that is reworded later is known to need a fresh reading. The readings here
were made by a language model, three times over, each without the key and without the others; no practitioner has keyed
these scenarios yet.
"""
