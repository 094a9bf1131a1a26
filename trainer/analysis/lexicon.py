"""What words give away, by language: tables for the personas that go by words and for rules on wording.

Everything is in small letters, and matches whole words. Read by `analysis.personas` and `analysis.reading`.
To add a language, add its code to each table.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias, TypeVar

from trainer.language import fallbacks


def _phrases(listed: str) -> tuple[str, ...]:
    """Phrases that are written in a row, with commas between."""
    return tuple(" ".join(phrase.split()) for phrase in listed.split(","))


ADVICE: dict[str, tuple[str, ...]] = {
    "en": _phrases(
        """
        you should, you shouldn't, you could, you can just, you need to, you have to, you've got to, you must, you
        ought to, you'd better, you'd be better, you want to, do you good, you just, why don't you, why not, what
        about, how about, what if, have you tried, did you try, could you, try to, try it, then try, just tell, just
        ask, just say, just ignore, just go, just do, just talk, just try, just walk, just take, just put, then put,
        then take, then change, start with, start a bit, take the, take this, take it, put in, put it, make it, make
        sure, ring them, call them, tell them, ask them, talk to, have a chat, go and, get some, look for, if i were
        you, if it were me, i would, i'd just, i'd tell, i'd ask, my advice, my tip, the best thing, the trick is,
        what helps is, all you have to do, here's what, let's just, shall we, it's easy once, don't let, don't mind,
        don't listen, forget about, stop thinking, make a list, make a plan, next time, there's a, and you carry on,
        and sit
        """
    ),
    "es": _phrases(
        """
        deberías, no deberías, tendrías que, tienes que, hay que, podrías, puedes probar, lo que puedes hacer,
        lo que tienes que hacer, lo mejor es, lo mejor sería, mejor que, más vale que, te conviene, por qué no,
        qué tal si, y si, has probado, has intentado, intenta, inténtalo, prueba, prueba a, pruébalo, dile,
        diles, dilo, díselo, pregúntale, pídele, pide, habla con, ve a, ve y, vete a, pasa de, no le hagas caso,
        no les hagas caso, ignóralo, olvídate de, deja de, busca, apunta, haz una lista, haz un plan, empieza
        por, empieza con, llámala, llámalo, escríbele, asegúrate de, acuérdate de, ponte a, pon, toma, yo que
        tú, si yo fuera tú, en tu lugar, yo le diría, yo hablaría, yo iría, yo lo haría, mi consejo, un consejo,
        un truco, el truco es, lo que funciona, solo tienes que, basta con, vamos a, la próxima vez, no dejes
        que, no pienses en, te recomiendo, te aconsejo
        """
    ),
}
"""What people say who give advice."""

Listed: TypeAlias = Mapping[str, tuple[str, ...]]
"""Phrases by language."""

REASSURANCE: dict[str, tuple[str, ...]] = {
    "en": _phrases(
        """
        don't worry, no worries, no need to worry, nothing to worry about, it's okay, it's ok, it's fine, it's all
        right, it's alright, all right though, it'll be fine, it will be fine, you'll be fine, you will be fine,
        you'll be okay, you'll be all right, it'll be okay, it'll be all right, it'll pass, it passes, it'll work
        out, it gets better, it'll get better, you'll get, you'll do well, i promise, that's normal, it's normal,
        everybody, everyone, we all, happens to, people like, loads of, not that bad, isn't even that bad, not so
        bad, no big deal, could be worse, it's only, at least, cheer up, chin up, calm down, don't be sad, don't
        cry, never mind, there'll be others, i'm sure, you can do it, you've got this, you've got so, you've got
        everything, you're great, you're brilliant, you're clever, you're good at, you're strong, you're funny,
        you're kind, you're so talented, so sweet, such a lovely, really nice, really good, that's brilliant, that
        was brave, well done, proud of you, love you, loves you, they care, they'd all be, you can trust me, i
        believe in you, they didn't mean, nobody minds, nobody thinks, nobody's going to, they won't know, you
        belong
        """
    ),
    "es": _phrases(
        """
        no te preocupes, tranquilo, tranquila, tranqui, no pasa nada, no pasará nada, no es nada, no es para tanto, no
        es tan grave, no está tan mal, está bien, estará bien, todo irá bien, va a ir bien, irá bien, saldrá bien, todo
        saldrá bien, todo se arregla, se arreglará, se te pasará, ya se te pasará, ya verás, verás que, verás cómo, ya
        pasará, con el tiempo, es normal, eso es normal, le pasa a todo el mundo, a todos nos pasa, nos pasa a todos, a
        todo el mundo, todo el mundo, todos, podría ser peor, solo es, al menos, por lo menos, anímate, ánimo, alegra
        esa cara, cálmate, no llores, no estés triste, no le des vueltas, da igual, ya habrá, habrá más, seguro que,
        estoy segura de que, estoy seguro de que, te lo prometo, lo prometo, tú puedes, puedes con esto, lo harás bien,
        lo vas a hacer bien, eres genial, eres increíble, eres muy lista, eres muy listo, eres fuerte, eres valiente,
        eres una máquina, qué bien lo has hecho, muy bien, bien hecho, qué valiente, estoy orgullosa de ti, estoy
        orgulloso de ti, te quieren, te quieren mucho, nadie piensa, a nadie le importa, nadie se va a enterar, no lo
        dijo en serio, no lo hizo a propósito, no era su intención, puedes confiar en mí, creo en ti, este es tu sitio
        """
    ),
}
"""What people say who want it to be all right."""

SHAMING: dict[str, tuple[str, ...]] = {
    "en": _phrases(
        """
        shame on you, you should be ashamed, ashamed of yourself, how could you, what were you thinking, you should
        have known, you ought to have known, you should know better, any fool, anyone can see, you failed, you're a
        bad, you are a bad, bad mentor, terrible mentor, how dare you, stupid of you, that was stupid, that was
        dumb, idiotic, thoughtless of you, careless of you, selfish of you, you clearly don't, you obviously,
        disappointing, pathetic, you just don't care
        """
    ),
    "es": _phrases(
        """
        qué vergüenza, debería darte vergüenza, deberías avergonzarte, cómo has podido, cómo pudiste, en qué estabas
        pensando, en qué pensabas, tendrías que haberlo sabido, deberías haberlo sabido, deberías saberlo, cualquiera lo
        ve, cualquiera sabe, has fallado, le has fallado, eres mala, eres un mal mentor, eres una mala mentora, mal
        mentor, mala mentora, cómo te atreves, qué estupidez, qué tontería, fue una tontería, idiota, imbécil, qué
        torpe, qué egoísta, está claro que no, es evidente que no, qué decepción, patético, patética, no te importa
        """
    ),
}
"""What a coach's note never says: it tells what a choice did, not what kind of person makes it."""

MOST_LIX: dict[str, int] = {"en": 30, "es": 38}
"""The greatest reading level that the library's readers, from twelve up, are asked for: see `reading.lix`.

Spanish has longer words: the same scenarios come out seven to eight higher in it than in English.
"""


Value = TypeVar("Value")


def of(table: Mapping[str, Value], language: str) -> Value | None:
    """What a table lists for a language, or for the wider one (`es` for `es_MX`); None where it is not listed."""
    return next((table[code] for code in fallbacks(language) if code in table), None)


Index = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases, each in its words, by the first of these."""

_SIGNS = str.maketrans(dict.fromkeys('.,;:!?¡¿"()[]*/–—…“”‘«»', " ") | {"’": "'"})


def words_of(text: str) -> list[str]:
    """The words of a text as the tables are written: small letters, straight apostrophes, no signs."""
    return text.lower().translate(_SIGNS).split()


@cache
def index(table: tuple[str, ...]) -> Index:
    """A table's phrases by their first word: a text is then gone through once, whatever the table's length."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in table:
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def count(words: Sequence[str], phrases: Index) -> int:
    """How many phrases stand in a text."""
    found = 0
    if phrases.keys().isdisjoint(words):
        return found
    for at, word in enumerate(words):
        if word in phrases:
            found += sum(words[at : at + len(phrase)] == [*phrase] for phrase in phrases[word])
    return found


def place(text: str, table: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the first phrase stands in a text: column and length, or None."""
    phrases = sorted(table, key=len, reverse=True)
    found = re.search(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", text.lower().replace("’", "'"))
    return (found.start(), found.end() - found.start()) if found else None
