"""What the phone asks for besides pages. Importing the modules registers their views."""

from app.pwa.views import kits, shell
from app.pwa.views.blueprint import bp

PARTS = (kits, shell)
__all__ = ["PARTS", "bp"]
