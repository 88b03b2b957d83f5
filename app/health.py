"""GET /healthz: is this node able to serve?"""

from flask import Blueprint, jsonify
from sqlalchemy import text

from app.access import public
from app.extensions import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def healthz():
    """200 with ``{"status": "ok"}`` once the database answers."""
    db.session.execute(text("SELECT 1"))
    return jsonify(status="ok")
