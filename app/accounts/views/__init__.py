"""Signing in and out, the first run, one's own account."""

from app.accounts.views import account, first_run, signing, welcome
from app.accounts.views.blueprint import bp

PARTS = (signing, first_run, account, welcome)

__all__ = ["PARTS", "bp"]
