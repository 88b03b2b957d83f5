"""The blueprint of what the phone asks for besides pages."""

from flask import Blueprint

bp = Blueprint("pwa", __name__)
