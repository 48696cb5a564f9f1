"""The product itself, served for a journey: its pages, its static files, its policy."""

from __future__ import annotations


def test_the_login_page_opens_without_a_complaint(page):
    answer = page.goto("/login")
    assert answer.status == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    styles = page.evaluate("[...document.styleSheets].map(sheet => sheet.cssRules.length)")
    assert styles
    assert all(styles)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
