// <form data-position> with latitude, longitude and accuracy fields: filled if the rep allows it, never waited for.
// Asked at the first touch: a question that pops up by itself is refused by reflex.
(() => {
  const form = document.querySelector("form[data-position]");
  if (!form || !navigator.geolocation) return;
  const fill = ({ coords }) => {
    for (const name of ["latitude", "longitude", "accuracy"]) form.elements[name].value = coords[name];
  };
  const ask = () => navigator.geolocation.getCurrentPosition(fill, () => {}, { timeout: 20000, maximumAge: 60000 });
  document.addEventListener("pointerdown", ask, { once: true });
  navigator.permissions?.query({ name: "geolocation" }).then(({ state }) => state === "granted" && ask());
})();
