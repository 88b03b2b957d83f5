// A product's row on the stock screen: what was sold a day while the count is typed, as the server reckons it
// (rule A3); a tap on a month begins a lot of that month; Enter goes to the next box instead of sending.
(() => {
  const whole = (form, name) => {
    const typed = (form.elements[name]?.value || "").normalize("NFKC").replace(/[,\s]/g, "");
    if (!typed) return null; // unknown is not zero
    return /^\d{1,9}$/.test(typed) ? Number(typed) : NaN;
  };
  const pieces = (form, cases, loose) => {
    const [full, rest] = [whole(form, cases), whole(form, loose)];
    return full === null && rest === null ? null : (full || 0) * Number(form.dataset.case) + (rest || 0) + 0 * full;
  };

  const sold = (form) => {
    const { last, lastUnsellable } = form.dataset;
    const counted = pieces(form, "cases", "loose");
    const aside = whole(form, "unsellable");
    if (last === undefined || counted === null || aside > counted || form.elements.not_seen.checked) return NaN;
    const received = pieces(form, "received_cases", "received_loose") ?? whole(form, "received_was");
    const goneBad = lastUnsellable === undefined || aside === null ? 0 : aside - lastUnsellable;
    const free = form.closest("[data-stock]").hasAttribute("data-free-counts") ? [] : ["free_goods"];
    const other = [...free, "transferred_out", "returned"].reduce((sum, name) => sum + (whole(form, name) || 0), 0);
    return last - (lastUnsellable || 0) + received - (counted - aside) - goneBad - other;
  };

  const show = (form) => {
    const line = form.querySelector("[data-sold]");
    const say = form.closest("[data-stock]").dataset;
    const days = Number(form.dataset.days);
    const units = sold(form);
    const figure = (value) => value.toLocaleString(document.documentElement.lang);
    line.classList.toggle("sold--bad", units < 0);
    if (Number.isNaN(units) || !(days > 0)) line.textContent = "";
    else if (units < 0) line.textContent = say.sayTooMany.replace("{more}", figure(-units));
    else {
      const rate = Math.round((units / days) * 10) / 10;
      line.textContent = say.saySold.replace("{rate}", figure(rate)).replace("{sold}", figure(units)).replace("{days}", figure(days));
    }
  };

  document.addEventListener("input", ({ target }) => {
    const form = target.form?.matches("[data-stock-row]") && target.form;
    if (form && !target.name.startsWith("lots-")) show(form);
  });

  document.addEventListener("click", ({ target }) => {
    const month = target.closest("[data-month]");
    if (!month) return;
    const line = month.closest("form").querySelector("[data-rows] .rowcard--add");
    const day = line.querySelector("input[type=date]");
    day.value = month.dataset.month;
    day.dispatchEvent(new Event("input", { bubbles: true }));
    line.querySelector(".input--num").focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[data-stock-row] .input--num")) return;
    event.preventDefault();
    const all = [...document.querySelectorAll("[data-stock] .input--num")];
    const boxes = all.filter((box) => !box.closest("details:not([open])"));
    boxes[boxes.indexOf(event.target) + 1]?.focus();
  });
})();
