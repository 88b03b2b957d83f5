// data-forgets="key": what a form with data-keeps="key" kept on this phone has been sent; it is not needed any more.
all("[data-forgets]").forEach(({ dataset: { forgets } }) => Rounds.typed(forgets, null));
