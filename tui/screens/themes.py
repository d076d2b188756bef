"""The game's own looks: night, paper and high contrast."""

from textual.theme import Theme

from tui.language import N_

NIGHT, PAPER, CONTRAST = "night", "paper", "contrast"

THEME_TITLES = {
    NIGHT: N_("Night: dark blue, one amber lamp"),
    PAPER: N_("Paper: light, warm"),
    CONTRAST: N_("High contrast: black, white, yellow"),
}


def themes() -> list[Theme]:
    """Return the themes, the default one first.

    Besides Textual's own variables they set ``rule`` (thin lines), ``text-dim`` (what matters
    less), ``canned`` and ``recorded`` (where a reply comes from) and ``evidence`` (the background
    of words that prove something).
    """
    return [
        Theme(
            name=NIGHT,
            dark=True,
            primary="#f2b544",
            secondary="#7fa7d9",
            accent="#f2b544",
            success="#79cf9f",
            warning="#f2b544",
            error="#f08a80",
            foreground="#e2e6ef",
            background="#0e1422",
            surface="#151d30",
            panel="#212c47",
            variables={
                "rule": "#34415f",
                "text-dim": "#97a3bd",
                "canned": "#c3a6e8",
                "recorded": "#6fc6cf",
                "evidence": "#4a3a12",
                "input-cursor-background": "#f2b544",
            },
        ),
        Theme(
            name=PAPER,
            dark=False,
            primary="#8a5200",
            secondary="#2b5b8c",
            accent="#8a5200",
            success="#1d6b41",
            warning="#8a5200",
            error="#a32a2a",
            foreground="#2b2721",
            background="#faf6ec",
            surface="#f1eadb",
            panel="#e6dcc6",
            variables={
                "rule": "#c9bda4",
                "text-dim": "#665e50",
                "canned": "#6a3fa0",
                "recorded": "#0e6a74",
                "evidence": "#f5dd9a",
                "input-cursor-background": "#8a5200",
            },
        ),
        Theme(
            name=CONTRAST,
            dark=True,
            primary="#ffff00",
            secondary="#00ffff",
            accent="#ffff00",
            success="#00ff66",
            warning="#ffff00",
            error="#ff6666",
            foreground="#ffffff",
            background="#000000",
            surface="#000000",
            panel="#303030",
            variables={
                "rule": "#ffffff",
                "text-dim": "#ffffff",
                "canned": "#ff99ff",
                "recorded": "#00ffff",
                "evidence": "#0000aa",
                "input-cursor-background": "#ffff00",
            },
        ),
    ]
