"""The promises as a visit shows them; they themselves live in ``app.promises``."""
