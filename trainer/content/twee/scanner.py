"""A passage's text taken apart into pieces. Called by `story`.

One reader for both languages: Harlowe's macros are `(name: …)[hook]`, SugarCube's `<<name …>>…<</name>>`. What it
does not know it gives as `Odd`, with the place, and reads on behind it.
"""

import re

from trainer.content.twee.pieces import Comment, Goto, Hooks, Link, Odd, Piece, Set, Words

_BOTH = r"\[\[|<!--|<(?:script|style)\b|</?[A-Za-z][^<>\n]*>"
_HARLOWE = re.compile(rf"{_BOTH}|\(\s*[A-Za-z][\w\-]*\s*:", re.IGNORECASE)
_SUGAR = re.compile(rf"/\*|/%|<<\s*/?\s*[A-Za-z=\-][\w=\-]*|\[(?:img|>img|<img)\[|{_BOTH}", re.IGNORECASE)
_MACRO = re.compile(
    r"\((?:set|if|else|link|print|put|go-?to|display)[\w\-]*\s*:|\([A-Za-z][\w\-]*:[^()\n]{0,200}\)\[", re.IGNORECASE
)
_ENDS = {"<!--": "-->", "/*": "*/", "/%": "%/"}
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'', re.DOTALL)
_LINKS = {"linkgoto", "link", "linkreplace", "linkreveal", "linkrevealgoto"}
DEEPEST = 20
MOST_BROKEN = 30
"""After so many brackets that nothing closes, a text is read as words: looking for their ends would take too long."""


def is_harlowe(format: str, texts: str) -> bool:
    """Whether a story is written for Harlowe: by its StoryData, or else by the macros that stand in it."""
    if format:
        return format.lower().startswith("harlowe")
    return "<<" not in texts and _MACRO.search(texts) is not None


def scan(text: str, at: int, harlowe: bool, depth: int = 0) -> list[Piece]:
    """The pieces of a text that stands at `at` in its file. Never raises."""
    return _Scanner(text, at, harlowe, depth).pieces()[0]


class _Scanner:
    """Reads one text from left to right."""

    def __init__(self, text: str, base: int, is_harlowe: bool, depth: int) -> None:
        self.text, self.base, self.is_harlowe, self.depth = text, base, is_harlowe, depth
        self.here = self.broken = 0

    def pieces(self, until: tuple[str, ...] = ()) -> tuple[list[Piece], str]:
        """Pieces up to a SugarCube tag of one of these names, or the end; and that tag's text."""
        found: list[Piece] = []
        while self.here < len(self.text):
            pattern = _HARLOWE if self.is_harlowe else _SUGAR
            special = pattern.search(self.text, self.here) if self.broken < MOST_BROKEN else None
            stop = special.start() if special else len(self.text)
            if stop > self.here:
                found.append(Words(self.text[self.here : stop], self.base + self.here))
            if special is None:
                self.here = stop
                break
            self.here = stop
            if special[0].startswith("<<"):
                tag, name = self.tag()
                if name in until:
                    return found, tag
                self.sugar(tag, name, stop, found)
            else:
                self.other(special[0], stop, found)
        return found, ""

    def other(self, sign: str, start: int, found: list[Piece]) -> None:
        if sign == "[[":
            self.link(start, found)
        elif sign in _ENDS:
            end = self.text.find(_ENDS[sign], start + len(sign))
            end = len(self.text) if end < 0 else end
            found.append(Comment(self.text[start + len(sign) : end].strip(), self.base + start))
            self.here = min(end + len(_ENDS[sign]), len(self.text))
        elif sign.startswith("("):
            self.harlowe(sign, start, found)
        elif sign.startswith("["):
            self.odd("[img[…]]", start, self.text.find("]]", start) + 2, found)
        elif sign.lower() in ("<script", "<style"):
            end = self.text.lower().find(f"</{sign[1:].lower()}>", start)
            self.odd(f"{sign}>", start, end + len(sign) + 2 if end > 0 else len(self.text), found)
        else:
            self.here = start + len(sign)
            if re.match(r"</?(?:br|p|hr|div)\b", sign, re.IGNORECASE):
                found.append(Words("\n", self.base + start))
            else:
                found.append(Odd(sign, self.base + start, len(sign)))

    def odd(self, name: str, start: int, end: int, found: list[Piece]) -> None:
        self.here = end if end > start else len(self.text)
        found.append(Odd(name, self.base + start, self.here - start))

    def link(self, start: int, found: list[Piece]) -> None:
        match = re.compile(r"\[\[(.+?)\](?:\[(.*?)\])?\]", re.DOTALL).match(self.text, start)
        if match is None:
            self.broken += 1
            self.odd("[[", start, start + 2, found)
            return
        text, target = split_link(match[1])
        sets = tuple(one for one, _ in _split(match[2] or ""))
        found.append(Link(text, target, sets, self.base + start, len(match[0])))
        self.here = match.end()

    def harlowe(self, sign: str, start: int, found: list[Piece]) -> None:
        """A macro in round brackets, with the hook behind it where it has one."""
        end = _closing(self.text, start, "(", ")")
        if end < 0:
            self.broken += 1
            found.append(Words(self.text[start], self.base + start))
            self.here = start + 1
            return
        name = re.sub(r"[\s_\-(:]", "", sign).lower()
        args_at = start + len(sign)
        args = self.text[args_at:end]
        self.here = end + 1
        hook, hook_at = self.hook()
        match name:
            case "if" | "unless":
                branch = (args.strip(), name == "unless", self.inner(hook, hook_at))
                found.append(Hooks([branch], self.base + start))
            case "elseif" | "else" if _last_hooks(found) is not None:
                last = _last_hooks(found)
                assert last is not None
                last.branches.append((args.strip() if name == "elseif" else None, False, self.inner(hook, hook_at)))
            case "set" | "put":
                found += [Set(one, self.base + args_at + at) for one, at in _split(args)]
                found += self.inner(hook, hook_at)
            case "goto":
                self.goto(args, start, found)
            case _ if name in _LINKS:
                self.harlowe_link(args, hook, hook_at, start, found)
            case _:
                found.append(Odd(f"({name}:)", self.base + start, end + 1 - start))
                found += self.inner(hook, hook_at)

    def hook(self) -> tuple[str, int]:
        """The hook that stands here, and where its inside begins; nothing where there is none."""
        start = self.here
        while start < len(self.text) and self.text[start] in " \t\n":
            start += 1
        if not self.text.startswith("[", start):
            return "", self.here
        if self.text.startswith("[[", start) and not self.text.startswith("[[[", start):
            inside = self.text[start + 2 : self.text.find("]]", start)]
            if "[" not in inside and _closing(self.text, start, "[", "]") == self.text.find("]]", start) + 1:
                return "", self.here
        end = _closing(self.text, start, "[", "]")
        if end < 0:
            self.broken += 1
            return "", self.here
        self.here = end + 1
        return self.text[start + 1 : end], start + 1

    def inner(self, text: str, at: int) -> list[Piece]:
        if self.depth >= DEEPEST:
            return [Odd("[", self.base + at, 1)]
        return scan(text, self.base + at, True, self.depth + 1)

    def goto(self, args: str, start: int, found: list[Piece]) -> None:
        texts = _texts(args)
        if texts:
            found.append(Goto(texts[0], self.base + start))
        else:
            found.append(Odd("a goto to a passage that is worked out", self.base + start, self.here - start))

    def harlowe_link(self, args: str, hook: str, hook_at: int, start: int, found: list[Piece]) -> None:
        texts = _texts(args)
        inner = self.inner(hook, hook_at)
        goto = next((one.target for one in inner if isinstance(one, Goto)), None)
        target = texts[1] if len(texts) > 1 else goto
        if target is None and texts and not hook:
            target = texts[0]
        self.finish_link(texts[0] if texts else "", target, inner, start, found)

    def finish_link(self, text: str, target: str | None, inner: list[Piece], start: int, found: list[Piece]) -> None:
        """A link with what its inside sets; what else is in there is kept apart."""
        length = self.here - start
        if not target:
            found.append(Odd("a link that leads to no passage", self.base + start, length))
            found += inner
            return
        sets = tuple(one.text for one in inner if isinstance(one, Set))
        found.append(Link(text or target, target, sets, self.base + start, length))
        for one in inner:
            if isinstance(one, (Odd, Hooks)) or (isinstance(one, Words) and one.text.strip()):
                at = one.at
                found.append(Odd("something within a link", at, 1))

    def tag(self) -> tuple[str, str]:
        """The `<<…>>` that stands here: its inside and its name; goes behind it."""
        start = self.here
        end, at = -1, start + 2
        while at < len(self.text):
            quoted = _STRING.match(self.text, at)
            if quoted:
                at = quoted.end()
            elif self.text.startswith(">>", at):
                end = at
                break
            else:
                at += 1
        if end < 0:
            self.broken += 1
            end = self.text.find("\n", start)
            end = len(self.text) if end < 0 else end
            self.here = end
        else:
            self.here = end + 2
        inside = self.text[start + 2 : end].strip()
        name = re.match(r"/?\s*[A-Za-z=\-][\w=\-]*", inside)
        return inside, re.sub(r"\s", "", name[0]).lower() if name else ""

    def sugar(self, tag: str, name: str, start: int, found: list[Piece]) -> None:
        """A macro in angle brackets."""
        args = tag[len(name) :].strip()
        at = self.base + start
        match name:
            case "if":
                found.append(self.sugar_if(args, at))
            case "set":
                found += [Set(one, at) for one, _ in _split(args)]
            case "goto":
                self.goto(_linked(args), start, found)
            case "link" | "button":
                inner, _ = self.pieces((f"/{name}",))
                texts = _texts(args)
                if args.startswith("[["):
                    text, target = split_link(args[2:].split("]")[0])
                    texts = [text, target]
                goto = next((one.target for one in inner if isinstance(one, Goto)), None)
                self.finish_link(texts[0] if texts else "", texts[1] if len(texts) > 1 else goto, inner, start, found)
            case "nobr" | "/nobr" | "silently" | "/silently" | "":
                pass
            case _ if name.startswith("/"):
                pass  # its beginning has been told
            case _:
                found.append(Odd(f"<<{name}>>", at, self.here - start))

    def sugar_if(self, args: str, at: int) -> Hooks:
        hooks = Hooks([], at)
        condition: str | None = args
        while True:
            self.depth += 1
            ends = ("/if", "elseif", "else", "endif")
            inner, tag = self.pieces(ends) if self.depth < 3 * DEEPEST else ([], "")
            self.depth -= 1
            hooks.branches.append((condition, False, inner))
            word = re.match(r"elseif|else\s*if|else", tag)
            if word is None:
                return hooks
            rest = tag[word.end() :].strip()
            condition = rest or None


def split_link(inside: str) -> tuple[str, str]:
    """The words and the target of a link's inside: `a`, `a->b`, `b<-a`, `a|b`."""
    if "->" in inside:
        text, _, target = inside.rpartition("->")
    elif "<-" in inside:
        target, _, text = inside.partition("<-")
    elif "|" in inside:
        text, _, target = inside.rpartition("|")
    else:
        text = target = inside
    return text.strip(), target.strip()


def _linked(args: str) -> str:
    """A goto's arguments, where they are written as a link."""
    return f'"{split_link(args[2:-2])[1]}"' if args.startswith("[[") and args.endswith("]]") else args


def _texts(args: str) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", one[0][1:-1]) for one in _STRING.finditer(args)]


def _split(args: str) -> list[tuple[str, int]]:
    """What stands between commas and semicolons outside of texts and brackets, and where."""
    found, start, depth, at = [], 0, 0, 0
    while at <= len(args):
        quoted = _STRING.match(args, at)
        if quoted:
            at = quoted.end()
            continue
        sign = args[at] if at < len(args) else ","
        depth += (sign in "([{") - (sign in ")]}")
        if (sign in ",;" and depth <= 0) or at == len(args):
            if args[start:at].strip():
                found.append((args[start:at].strip(), start))
            start = at + 1
        at += 1
    return found


def _closing(text: str, start: int, opens: str, closes: str) -> int:
    """Where the bracket that opens at `start` is closed, or -1. Texts in round brackets are stepped over."""
    depth, at = 0, start
    while at < len(text):
        quoted = _STRING.match(text, at) if opens == "(" else None
        if quoted:
            at = quoted.end()
            continue
        depth += (text[at] == opens) - (text[at] == closes)
        if not depth:
            return at
        at += 1
    return -1


def _last_hooks(found: list[Piece]) -> Hooks | None:
    """The hooks that an else belongs to: the last piece but blank words."""
    for piece in reversed(found):
        if isinstance(piece, Hooks):
            return piece
        if not (isinstance(piece, Words) and not piece.text.strip()):
            return None
    return None
