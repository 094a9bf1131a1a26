"""How well the key of the library holds: readings made without it, and the figures they come to.

    python -m tests.keying.sheet the_flyer          a scenario as a reader sees it: rubric and scenes, no key
    python -m tests.keying.sheet --bare the_flyer   its choices alone, without scene or rubric
    python -m tests.keying.figures                  what the readings in `readings/` come to

A reading is `readings/NAME.json`: for each scenario, scene and choice a level on each criterion looked at, beside the
SHA-256 of what was read, so that a choice that is reworded later is known to need a fresh reading.

There is no counted reading yet, and no figure of agreement to quote. `pilot/` has readings that do NOT count. The first
agreed with the key in 99 % of 932 ratings (kappa 1.00), which is too good to be what it was meant to be:

- its sheets showed the ids of choices and the conditions of lines, which their authors had named knowing the key;
- 216 of 231 decisions offer one choice of each level, so that a reader need only rank four;
- a language model wrote the lines to the rubric's words, and a language model read them beside those words;
- the reader could have opened the scenario files. Nothing that it left behind says that it did; nothing proves that it
  did not.

The comparison itself was tried: levels at random give kappa 0.00, each level one too high 0.70. What is owed: readings
on sheets with letters, made where the key cannot be reached; decisions with other sets of levels; and people.
"""
