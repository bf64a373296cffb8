"""The accessibility check itself: it must be able to find something."""

from collections.abc import Callable

from playwright.sync_api import Page


def test_axe_names_a_picture_without_a_text(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.set_content('<html lang="da"><title>Side</title><main><h1>Side</h1><img src="data:,"></main>')

    assert [fault.partition(" ")[0] for fault in axe(page)] == ["image-alt"]
