"""The blueprint that every screen of a visit registers its views on."""

from flask import Blueprint

bp = Blueprint("visits", __name__)
