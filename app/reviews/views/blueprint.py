"""The blueprint that every page of reviewing registers its views on."""

from flask import Blueprint

bp = Blueprint("reviews", __name__)
