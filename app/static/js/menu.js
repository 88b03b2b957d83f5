// A menu closes when something else is tapped, on Escape, and when another one opens.
on("click keydown", ({ key, target }) => all("details[data-menu][open]").forEach((menu) => {
  if (key ? key !== "Escape" : menu.contains(target)) return;
  menu.open = false;
  if (key) one("summary", menu).focus();
}));
