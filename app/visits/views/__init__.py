"""The pages of a visit, a module a screen."""

BLUEPRINTS = ()
