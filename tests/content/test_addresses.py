"""Where the address of a source leads."""

import pytest

from tui.content.addresses import Address, read_address


@pytest.mark.parametrize(
    ("text", "url", "host"),
    [
        ("https://arxiv.org/abs/2305.11206", "https://arxiv.org/abs/2305.11206", "arxiv.org"),
        ("https://medium.com/@user/x?a=b#c", "https://medium.com/@user/x?a=b#c", "medium.com"),
        ("https://Example.ORG:443/", "https://example.org/", "example.org"),
        ("https://а.org/é", "https://xn--80a.org/%C3%A9", "xn--80a.org"),
        ("https://exa。mple.org/", "https://exa.mple.org/", "exa.mple.org"),
    ],
)
def test_sound_addresses_become_ascii(text: str, url: str, host: str) -> None:
    address = read_address(text)
    assert isinstance(address, Address)
    assert (address.url, address.host, address.port) == (url, host, None)
    assert address.url.isascii()


def test_what_is_unusual_is_known() -> None:
    address = read_address("http://аrxiv.org:8080/")
    assert isinstance(address, Address)
    assert address.port == 8080
    assert not address.is_encrypted
    assert address.written_host == "аrxiv.org"
    assert address.host == "xn--rxiv-43d.org"


@pytest.mark.parametrize(
    "text",
    [
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://user@example.org/",
        "https://user:word@example.org/",
        "https://arxiv.org\\@example.org/",
        "https://arxiv.org/ x",
        "https://arxiv.org/\u202ex",
        "https://arxiv.org/\x1b[2J",
        "https://arxiv.org/<script>",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://[broken/",
        "https://example.org:99999/",
        "https://example.org:x/",
        "https://exa%6dple.org/",
        "https://-a.org/",
        "https://a..org/",
        f"https://{'a' * 64}.org/",
        f"https://{'ä' * 70}.org/",
    ],
)
def test_addresses_that_lead_nowhere_or_hide_where(text: str) -> None:
    assert isinstance(read_address(text), str)
