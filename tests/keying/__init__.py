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

A second pilot, whose last twelve scenarios were read under letters, agreed in 99 % there too: it was not the ids.

Without scene and rubric, from the choices alone, a reading found the best in 97 % of 231 decisions (chance 25 %; at
most 40 % is wanted). THE LIBRARY FAILS THIS. The lines give their level away by how they are made: the best are short
concrete echoes, open questions and owned mistakes; the others promise, praise, blame or take over. So the kappa above
says that the style is easy to read, and nothing of whether the key is right. Length and place, which are balanced and
tested, do not show it.

The comparison itself was tried: levels at random give kappa 0.00, each level one too high 0.70. What is owed:
choices whose quality hangs on the scene, other sets of levels in a decision, then readings made where the key cannot be
reached, and people.
"""
