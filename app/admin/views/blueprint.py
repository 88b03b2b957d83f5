"""The blueprint that the administration's views hang on."""

from flask import Blueprint

bp = Blueprint("admin", __name__, url_prefix="/admin")
