"""Dealers, who may see them, and what was delivered to them."""
