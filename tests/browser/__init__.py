"""Tests in a real browser. On a busy machine everything comes late; what comes late is right all the same."""

from playwright.sync_api import expect

expect.set_options(timeout=30_000)  # ms
