"""Our own products: case sizes, shelf lives, which are key."""
