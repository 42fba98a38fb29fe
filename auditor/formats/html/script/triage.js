// Deciding by keyboard. Decisions are a log in the browser's store, exported as decisions.jsonl.
const bar = one(".triage");
if (bar) {
  const help = one(".help");
  const reason = one("[name=reason]", bar), by = one("[name=by]", bar), keysOn = one("[name=keys]", help);
  const place = `decisions:${dataset.report}`;
  const read = () => { try { const kept = JSON.parse(store.get(place) ?? "{}"); return { log: Array.isArray(kept.log) ? kept.log.filter((each) => each && typeof each.document === "string") : [], exported: kept.exported ?? "[]" }; } catch { return { log: [], exported: "[]" }; } };
  let state = read();
  let lasting = store.lasting;
  const write = () => { lasting = store.set(place, JSON.stringify(state)) && store.lasting; };
  let latest = new Map();
  const index = () => { latest = new Map(state.log.map((each) => [each.document, each])); };
  index();

  const own = document.body.dataset;
  let subject = null;
  const choose = (id, name) => { subject = id; one("[data-subject]", bar).textContent = name; show(); };
  const show = () => {
    bar.classList.toggle("idle", subject === null);
    const made = subject === null ? undefined : latest.get(subject);
    for (const button of all("[data-decide]", bar)) {
      button.disabled = subject === null;
      button.setAttribute("aria-pressed", String(made?.decision === button.dataset.decide));
    }
    if (document.activeElement !== reason) reason.value = made?.reason ?? "";
    reason.disabled = subject === null;
    one("progress", bar).value = latest.size;
    one("[data-decided]", bar).value = latest.size;
    one("[data-unsaved]", bar).hidden = JSON.stringify(state.log) === state.exported;
    one("[data-volatile]", bar).hidden = lasting;
    for (const button of all("[data-act=undo], [data-act=export]", bar)) button.disabled = state.log.length === 0;
  };
  const changed = () => { write(); index(); show(); dispatchEvent(new Event("decided")); };
  const decide = (decision) => {
    if (subject === null) return;
    state.log.push({ document: subject, decision, reason: reason.value.trim(), by: by.value.trim(), at: new Date().toISOString().replace(/\.\d+Z$/, "Z") });
    changed();
  };
  const undo = () => { if (state.log.pop()) changed(); };
  const exported = () => {
    const kept = [...latest.values()].map(({ document, decision, reason, by, at }) => JSON.stringify({ document, decision, reason: reason || null, by: by || null, at }));
    give("decisions.jsonl", kept.join("\n") + "\n", "application/x-ndjson");
    state.exported = JSON.stringify(state.log);
    write();
    show();
  };
  decisions = { of: (id) => latest.get(id) };

  for (const button of all("[data-decide]", bar)) button.addEventListener("click", () => decide(button.dataset.decide));
  one("[data-act=undo]", bar).addEventListener("click", undo);
  one("[data-act=export]", bar).addEventListener("click", exported);
  one("[data-act=help]", bar).addEventListener("click", () => help.showModal());
  by.value = store.get("by") ?? "";
  by.addEventListener("change", () => store.set("by", by.value));
  reason.addEventListener("change", () => {
    const made = latest.get(subject);
    if (made && made.reason !== reason.value.trim()) { made.reason = reason.value.trim(); changed(); }
  });
  reason.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === "Escape") reason.blur(); });
  keysOn.checked = store.get("keys") !== "off";
  keysOn.addEventListener("change", () => store.set("keys", keysOn.checked ? "on" : "off"));
  addEventListener("storage", (event) => { if (event.key === `auditor:${place}`) { state = read(); index(); show(); dispatchEvent(new Event("decided")); } });
  addEventListener("beforeunload", (event) => { if (!lasting && JSON.stringify(state.log) !== state.exported) event.preventDefault(); });

  // Where "next" leads: the filtered order of the table, or the page's own links.
  const order = () => { try { const kept = JSON.parse(tab.get(`order:${dataset.report}`) || "null"); return Array.isArray(kept) && kept.every((each) => /^d-[\w-]+$/.test(each)) ? kept : null; } catch { return null; } };
  const follow = (step) => {
    if (table) {
      const row = table.select(table.at() + (table.at() < 0 ? (step > 0 ? 1 : 0) : step), !single);
      if (row) take(row);
      return;
    }
    const listed = order(), here = listed ? listed.indexOf(own.document) : -1;
    const target = here >= 0 ? listed[here + step] && `${listed[here + step]}.html` : one(`[rel=${step > 0 ? "next" : "prev"}]`)?.getAttribute("href");
    if (target) location.href = target;
  };
  const take = (row) => {
    const section = single ? document.getElementById(row.anchor) : null;
    if (section) { section.open = true; section.scrollIntoView({ block: "start" }); one("summary", section).focus({ preventScroll: true }); }
    choose(row.id, row.title || row.key);
  };
  let finding = -1;
  const step = (way) => {
    const within = single ? document.getElementById(table?.row(table.at())?.anchor ?? "") : document;
    const found = within ? all(".findings [id]", within) : [];
    if (!found.length) return;
    const at = found.findIndex((each) => each.contains(document.activeElement));
    finding = at < 0 && single ? (way > 0 ? 0 : found.length - 1) : ((at < 0 ? finding : at) + way + found.length) % found.length;
    if (at < 0 && finding < 0) finding = 0;
    light(found[finding]);
    one("p a", found[finding]).focus({ preventScroll: true });
    found[finding].scrollIntoView(move);
  };
  const acts = {
    j: () => follow(1), k: () => follow(-1), n: () => step(1), p: () => step(-1), u: undo, e: () => reason.focus(), "?": () => help.showModal(),
    a: () => decide("accept"), r: () => decide("review"), x: () => decide("reject"), "/": () => table?.search(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open || !keysOn.checked) return;
    if (event.target.closest?.("input, select, textarea, [contenteditable]") && event.target.type !== "radio" && event.target.type !== "checkbox") return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  if (table && single) {
    const focusOn = (event) => {
      const section = event.target.closest?.("details[data-document]");
      const at = section ? table.place(section.dataset.document) : -1;
      if (at >= 0 && at !== table.at()) { const row = table.select(at, false); choose(row.id, row.title || row.key); }
    };
    addEventListener("focusin", focusOn);
    addEventListener("click", focusOn);
  } else if (table) {
    addEventListener("focusin", (event) => {
      const line = event.target.closest?.(".rows tr[data-document]");
      const at = line ? table.place(line.dataset.document) : -1;
      if (at >= 0 && at !== table.at()) { const row = table.select(at, false); choose(row.id, row.title || row.key); }
    });
  }
  bar.hidden = false;
  root.classList.add("deciding");
  if (own.id) choose(own.id, one("h1").innerText); else show();
}
table?.start();
if (table && single && !filtered()) reveal();
