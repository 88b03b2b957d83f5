"""Photos: decoded and made small, stored by their visit, swept when nobody names them."""
