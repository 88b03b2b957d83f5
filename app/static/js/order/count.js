// A count as its form tells it, on the page or in the journal: pieces of each, null for unknown, NaN for what is no number.
{
  const whole = (form, name) => {
    const typed = (form.get(name) || "").normalize("NFKC").replace(/[,\s]/g, "");
    if (!typed) return null; // unknown is not zero
    return /^\d{1,9}$/.test(typed) ? Number(typed) : NaN;
  };
  const pieces = (form, stem, size) => {
    const [cases, loose] = [whole(form, `${stem}cases`), whole(form, `${stem}loose`)];
    return cases === null && loose === null ? null : cases * size + loose;
  };

  Rounds.count = (form, size) => ({
    counted: form.get("not_seen") ? null : pieces(form, "", size),
    unsellable: whole(form, "unsellable"),
    received: pieces(form, "received_", size),
    returned: whole(form, "returned") || 0,
    out: (whole(form, "transferred_out") || 0) + (whole(form, "disposed") || 0),
    free: whole(form, "free_goods") || 0,
    empty: form.get("empty_since"),
  });
}
