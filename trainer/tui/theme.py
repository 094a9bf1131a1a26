"""Three quiet, warm themes of our own, and the names that widgets use for their colours. Used by `app`.

The names in `variables` are the ones that widgets' CSS may use beside Textual's own. Nothing is meant by colour
alone: who speaks has a name and an indent, what is chosen has a mark, a level has its word.
"""

from textual.theme import Theme

from trainer.language import mark


def _theme(
    name: str,
    *,
    dark: bool,
    paper: str,
    raised: str,
    ink: str,
    quiet: str,
    rule: str,
    other: str,
    you: str,
    third: str,
    coach: str,
    alarm: str,
) -> Theme:
    return Theme(
        name=name,
        primary=other,
        secondary=you,
        accent=coach,
        warning=coach,
        error=alarm,
        success=you,
        foreground=ink,
        background=paper,
        surface=raised,
        panel=raised,
        dark=dark,
        text_alpha=1.0,
        variables={
            "ink": ink,
            "quiet": quiet,
            "rule": rule,
            "name-other": other,
            "name-you": you,
            "name-third": third,
            "note": coach,
            "alarm": alarm,
            "chosen": raised,
            "block-cursor-foreground": ink,
            "block-cursor-background": raised,
            "block-cursor-text-style": "bold",
            "input-cursor-background": ink,
            "input-cursor-foreground": paper,
            "border": rule,
            "border-blurred": rule,
            "scrollbar": rule,
            "scrollbar-hover": quiet,
            "scrollbar-active": quiet,
            "scrollbar-background": paper,
            "scrollbar-background-hover": paper,
            "scrollbar-background-active": paper,
        },
    )


THEMES: dict[str, tuple[str, Theme]] = {
    "trainer-dark": (
        mark("Dark, like a lamp in the evening"),
        _theme(
            "trainer-dark",
            dark=True,
            paper="#1e1a17",
            raised="#352d27",
            ink="#ece2d4",
            quiet="#b3a494",
            rule="#5c5047",
            other="#eba876",
            you="#9fc6a4",
            third="#c3b1dd",
            coach="#e3c878",
            alarm="#ff9b85",
        ),
    ),
    "trainer-light": (
        mark("Light, like paper"),
        _theme(
            "trainer-light",
            dark=False,
            paper="#fbf7f0",
            raised="#efe5d5",
            ink="#332b24",
            quiet="#6b5f53",
            rule="#c9b9a4",
            other="#8f4218",
            you="#2f6141",
            third="#5f4590",
            coach="#765400",
            alarm="#a32a18",
        ),
    ),
    "trainer-contrast": (
        mark("High contrast, white on black"),
        _theme(
            "trainer-contrast",
            dark=True,
            paper="#000000",
            raised="#003a70",
            ink="#ffffff",
            quiet="#e4e4e4",
            rule="#ffffff",
            other="#ffc46b",
            you="#8dff9e",
            third="#e3b8ff",
            coach="#ffff5f",
            alarm="#ffb3a8",
        ),
    ),
}
"""The themes by name, each with what it is called on screen. The first is the default."""

DEFAULT = next(iter(THEMES))
