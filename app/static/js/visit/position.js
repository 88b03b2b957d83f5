// <form data-position> with latitude, longitude and accuracy fields: filled if the rep allows it, never waited for.
// Asked at the first touch: a question that pops up by itself is refused by reflex.
for (const { elements } of all("form[data-position]")) if (navigator.geolocation) {
  const fill = ({ coords }) => ["latitude", "longitude", "accuracy"].forEach((name) => (elements[name].value = coords[name]));
  const ask = () => navigator.geolocation.getCurrentPosition(fill, () => {}, { timeout: 20000, maximumAge: 60000 });
  addEventListener("pointerdown", ask, { once: true });
  navigator.permissions?.query({ name: "geolocation" }).then(({ state }) => state === "granted" && ask());
}
