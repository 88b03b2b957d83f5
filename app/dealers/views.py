"""Pages of dealers."""

from flask import Blueprint

bp = Blueprint("dealers", __name__)
