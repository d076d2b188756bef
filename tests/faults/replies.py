"""What a terminal may send beside keys: reports of every kind, sound, malformed and cut short."""

import random

NUMBERS = (
    *("", "0", "1", "2", "8", "24", "48", "80", "-1", "00", "0:1", ":", "1:2:3", "55296", "57376"),
    *("65536", "1114111", "1114112", "2026", "2048", "9" * 12, "9" * 400, "1e9", " ", "é", "名"),
)
PRIVATE = ("", "", "?", ">", "=", "<", "!")
BETWEEN = ("", "", "", "$", " ", "'", '"', "*", "$$")
STRINGS = "]P_^X"
ENDS = ("\x1b\\", "\x07", "", "\x1b", "\x18", "\x9c")
WORDS = ("rgb:0000/0000/0000", "52;c;cTF5", "0;title", ">|kitty(0.26.5)", "1+r=38", "\r\x03qy1c")

# Each has ended the game, or driven it out of its mind, before its input was read with care.
FATAL = {
    "a window of no pixels": "\x1b[48;24;80;0;0t\x1b[<35;5;5M",
    "a window of no cells": "\x1b[48;0;0;10;10t\x1b[<35;5;5M",
    "a window of millions of cells": "\x1b[48;99999;99999;10;10t",
    "a key of two codes": "\x1b[97:65;1:1u",
    "a key that is no character": "\x1b[1114112;1u",
    "a key with too many digits": "\x1b[99999999999999999999u",
    "a text that is no character": "\x1b[97;1;99999999u",
}
# Each was typed as keys once, and might have answered a question.
TYPED = {
    "what it is": "\x1b[?62;1;6c\x1b[>1;95;0c",
    "its name": "\x1bP>|kitty(0.26.5)\x1b\\",
    "its background": "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "a setting": "\x1b[?1049;2$y",
    "its size": "\x1b[8;24;80t",
    "where its window is": "\x1b[3;10;10t",
    "that it is well": "\x1b[0n",
    "flags of its keyboard": "\x1b[?1u",
    "a very long one": "\x1b[" + "1;" * 40 + "c",
    "a string without end, then one with": "\x1b]11;rgb\x1b]11;rgb:0/0/0\x07",
}


def random_reply(rng: random.Random) -> str:
    """Return a reply that no terminal should send, or one that it might."""
    match rng.random():
        case share if share < 0.5:
            numbers = [rng.choice(NUMBERS) for _ in range(rng.choice((0, 1, 2, 3, 3, 5, 40)))]
            middle = rng.choice((";", ";", ":")).join(numbers)
            final = rng.choice((chr(rng.randrange(0x40, 0x7F)), *"tuMmyRnc~"))
            reply = f"\x1b[{rng.choice(PRIVATE)}{middle}{rng.choice(BETWEEN)}{final}"
        case share if share < 0.6:
            numbers = [rng.choice(NUMBERS) for _ in range(rng.choice((3, 4, 4, 4, 5)))]
            reply = f"\x1b[48;{';'.join(numbers)}t"
        case share if share < 0.7:
            numbers = [rng.choice(NUMBERS) for _ in range(rng.choice((2, 3, 3, 4)))]
            reply = f"\x1b[<{';'.join(numbers)}{rng.choice('Mm')}"
        case share if share < 0.75:
            reply = "\x1b[M" + "".join(chr(rng.randrange(1, 256)) for _ in range(3))
        case _:
            text = rng.choice(WORDS) * rng.choice((1, 1, 3, 500))
            reply = f"\x1b{rng.choice(STRINGS)}{text}{rng.choice(ENDS)}"
    return reply[: rng.randrange(1, len(reply) + 1)] if rng.random() < 0.2 else reply
