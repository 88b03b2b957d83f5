"""Signing in and out, the first run, one's own account."""

from app.accounts.views import account, first_run, logo, signing, welcome
from app.accounts.views.blueprint import bp

PARTS = (signing, first_run, account, logo, welcome)

__all__ = ["PARTS", "bp"]
