// The table of documents: rows come from one island of JSON, and only those on the screen are in the page.
const island = one("#rows");
const form = one(".filter");
const openTable = () => {
  const data = JSON.parse(island.textContent);
  const { before, after } = island.dataset;
  const verdicts = ["reject", "review", "accept"];
  const body = one(".rows tbody");
  const pattern = one("#row").content.firstElementChild;
  const words = one("#words").content;
  const nothing = one("[data-nothing]");
  const rows = data.rows.map(([anchor, id, key, title, publisher, published, language, verdict, score, low, high, rules, dimensions, top], order) => ({
    anchor, id: id || anchor.slice(2), key, title, publisher, published, language, verdict: verdicts[verdict], score, low, high, rules, dimensions, top, order, text: null,
  }));
  data.rows = null;
  const known = new Set(rows.map((row) => row.id));
  const href = (row) => before + row.anchor + after;
  const section = (row) => (single ? document.getElementById(row.anchor) : null);

  // Choices come from what occurs.
  const choices = { dimension: data.dimensions.map((each) => each[0]), rule: data.rules, language: data.languages, publisher: data.publishers, decision: [...verdicts, "undecided"] };
  const facets = Object.keys(choices);
  const dimensionName = (number) => data.dimensions[number][chinese() ? 2 : 1];
  const named = (value) => one(`[data-word=${value}] [lang=${chinese() ? "zh" : "en"}]`, words)?.textContent ?? value;
  const fillChoices = () => {
    for (const name of facets) {
      const pick = form.elements[name];
      const chosen = pick.value;
      const order = choices[name].map((value, number) => [value, name === "dimension" ? dimensionName(number) : name === "decision" ? named(value) : value]);
      if (name === "rule" || name === "publisher" || name === "language") order.sort((a, b) => (a[0] < b[0] ? -1 : 1));
      pick.replaceChildren(new Option("–", ""), ...order.map(([value, label]) => new Option(label, value)));
      pick.value = chosen;
      pick.closest("label").hidden = order.length === 0;
    }
  };

  const decisionOf = (row) => decisions?.of(row.id)?.decision ?? "undecided";
  const text = (row) => (row.text ??= fold([row.key, row.title, row.publisher < 0 ? "" : data.publishers[row.publisher], ...row.rules.map((each) => data.rules[each]), ...row.top.flatMap((each) => [each[1], each[2] || ""]), section(row)?.textContent ?? ""].join("\n")));
  // The first search should not pay for folding every text: that is done while nothing else is.
  const warm = (from) => {
    const stop = Math.min(rows.length, from + 500);
    for (let n = from; n < stop; n += 1) text(rows[n]);
    if (stop < rows.length) idle(() => warm(stop));
    else idle(ranked);
  };
  const idle = (work) => (globalThis.requestIdleCallback ?? setTimeout)(work);
  const wanted = () => ({
    words: fold(form.elements.q.value).split(/\s+/).filter(Boolean),
    verdicts: new Set(all("[name=verdict]:checked", form).map((each) => each.value)),
    facets: facets.map((name) => [name, form.elements[name].value]).filter(([, value]) => value),
  });
  const tests = {
    dimension: (value) => { const number = choices.dimension.indexOf(value); return (row) => row.dimensions.includes(number); },
    rule: (value) => { const number = data.rules.indexOf(value); return (row) => row.rules.includes(number); },
    language: (value) => { const number = data.languages.indexOf(value); return (row) => row.language === number; },
    publisher: (value) => { const number = data.publishers.indexOf(value); return (row) => row.publisher === number; },
    decision: (value) => (row) => decisionOf(row) === value,
  };

  let view = rows;
  let sorted = null;
  let shown = [0, 0];
  const apply = () => {
    const asked = wanted();
    const checks = asked.facets.map(([name, value]) => tests[name](value));
    if (asked.verdicts.size) checks.push((row) => asked.verdicts.has(row.verdict));
    if (asked.words.length) checks.push((row) => asked.words.every((word) => text(row).includes(word)));
    view = checks.length ? rows.filter((row) => checks.every((check) => check(row))) : rows.slice();
    if (sorted) arrange();
    if (single) {
      const kept = new Set(view.map((row) => row.anchor));
      for (const each of all("details[data-document]")) each.hidden = !kept.has(each.dataset.document);
    }
    form.elements.shown.value = view.length;
    nothing.hidden = view.length > 0;
    current = -1;
    draw(true);
  };

  // Titles are compared once, as a reader of Chinese sorts them; then every sort is one of numbers.
  let ranks = null;
  const ranked = () => {
    if (ranks) return ranks;
    const { compare } = new Intl.Collator("zh");
    const name = (row) => row.title || row.key;
    const order = rows.slice().sort((a, b) => compare(name(a), name(b)));
    ranks = new Uint32Array(rows.length);
    order.forEach((row, n) => { ranks[row.order] = n && compare(name(order[n - 1]), name(row)) === 0 ? ranks[order[n - 1].order] : n; });
    return ranks;
  };
  const keys = { verdict: (row) => verdicts.indexOf(row.verdict), score: (row) => row.score ?? -1, title: (row) => ranked()[row.order] };
  const arrange = () => {
    const [by, way] = sorted;
    const sign = way === "descending" ? -1 : 1;
    const key = keys[by];
    view.sort((a, b) => sign * (key(a) - key(b)) || a.order - b.order);
  };
  const sort = (by, way) => {
    if (!(by in keys)) return;
    sorted = [by, way === "descending" ? way : "ascending"];
    for (const head of all("[data-sort]")) {
      if (head.dataset.sort === by) head.setAttribute("aria-sort", sorted[1]);
      else head.removeAttribute("aria-sort");
    }
  };

  // Few rows are all there, as high as they are; of many, a window of equally high rows moves with the page.
  const FEW = 200, MARGIN = 6;
  let height = 0;
  const spacer = (rowsAway) => {
    const part = document.createElement("tbody");
    part.setAttribute("aria-hidden", "true");
    part.className = "spacer";
    part.style.height = `${rowsAway * height}px`;
    return part;
  };
  const frame = one(".rows");
  const PRINTED = 2000;
  let printing = false;
  // However often the page scrolls within one frame, it is drawn once.
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(false); });
  };
  const draw = (anew) => {
    const dense = view.length > (printing ? PRINTED : FEW);
    frame.classList.toggle("dense", dense);
    let from = 0, to = view.length;
    if (dense) {
      if (!height) { anew = true; body.replaceChildren(make(view[0], 0)); height = body.getBoundingClientRect().height || 90; }
      const top = frame.getBoundingClientRect().top + frame.tHead.offsetHeight;
      from = Math.max(0, Math.min(Math.floor(-top / height), view.length - 1) - MARGIN);
      to = Math.min(view.length, from + Math.ceil(innerHeight / height) + 2 * MARGIN);
    }
    if (!anew && from === shown[0] && to === shown[1]) return;
    shown = [from, to];
    for (const each of all("tbody.spacer", frame)) each.remove();
    const focused = body.contains(document.activeElement) ? document.activeElement.closest("tr")?.dataset.document : null;
    body.replaceChildren(...view.slice(from, to).map((row, n) => make(row, from + n)));
    if (from) body.before(spacer(from));
    if (to < view.length) body.after(spacer(view.length - to));
    if (focused) one(`tr[data-document="${focused}"] a.title`, body)?.focus({ preventScroll: true });
  };

  const put = (node, ...children) => { node.replaceChildren(...children); return node; };
  const span = (name, content) => { const made = document.createElement("span"); made.className = name; made.textContent = content; return made; };
  const language = (node, name) => { if (name && name !== "und") node.lang = name; };
  const make = (row, place) => {
    const made = pattern.cloneNode(true);
    made.dataset.document = row.anchor;
    made.dataset.verdict = row.verdict;
    made.dataset.score = row.score ?? "";
    made.setAttribute("aria-rowindex", place + 2);
    made.classList.toggle("current", place === current);
    const verdict = one(".verdict", made);
    verdict.classList.add(row.verdict);
    one("use", verdict).setAttribute("href", `#shape-${row.verdict}`);
    put(one(".word", verdict), one(`[data-word=${row.verdict}]`, words).cloneNode(true));
    const decided = decisions?.of(row.id);
    if (decided) { const badge = one(".decided", made); badge.hidden = false; put(badge, "→ ", one(`[data-word=${decided.decision}]`, words).cloneNode(true)); }
    one(".score", made).textContent = row.score === null ? "–" : Math.round(row.score);
    const bar = one(".fill", made);
    bar.classList.add(row.verdict);
    bar.setAttribute("width", `${row.score ?? 0}%`);
    if (row.low !== null) { const whisker = one(".whisker", made); whisker.setAttribute("x", `${row.low}%`); whisker.setAttribute("width", `${Math.max(0.6, row.high - row.low)}%`); }
    const link = one("a.title", made);
    if (!single || section(row)) link.href = href(row);
    if (row.title) { link.textContent = row.title; language(link, data.languages[row.language]); } else link.textContent = row.key.split("/").pop() || row.key;
    const meta = [row.publisher < 0 ? "" : data.publishers[row.publisher], row.published.replace("T", " ").slice(0, 16), data.languages[row.language]].filter(Boolean);
    put(one(".meta", made), ...meta.map((each) => span("", each)), span("key", row.key));
    const list = one(".top-findings", made);
    if (!row.dimensions.length) list.replaceWith(one("#clean").content.cloneNode(true));
    else if (!row.top.length) put(list, ...row.dimensions.map((number) => put(document.createElement("li"), aspect(number))));
    else put(list, ...row.top.map(([number, english, chineseText]) => {
      return put(document.createElement("li"), aspect(number), " ", ...(chineseText ? both(english, chineseText) : [english]));
    }));
    return made;
  };
  const both = (english, chineseText) => [["en", english], ["zh", chineseText]].map(([language, said]) => { const made = document.createElement("i"); made.lang = language; made.textContent = said; return made; });
  const aspect = (number) => {
    const [name, english, chineseText] = data.dimensions[number];
    const made = span(`aspect ${name}`, "");
    return put(made, ...both(english, chineseText));
  };

  // "#?q=…" holds the state of the filter, any other fragment is a place.
  const remember = () => {
    const kept = new URLSearchParams();
    const asked = wanted();
    if (form.elements.q.value) kept.set("q", form.elements.q.value);
    for (const value of asked.verdicts) kept.append("verdict", value);
    for (const [name, value] of asked.facets) kept.set(name, value);
    if (sorted) kept.set("sort", sorted.join("-"));
    const hash = kept.toString();
    try { if (hash || filtered()) history.replaceState(null, "", hash ? `#?${hash}` : "#documents"); } catch { /* too many changes at once: the next one is kept */ }
  };
  const restore = () => {
    const kept = new URLSearchParams(location.hash.slice(2));
    form.elements.q.value = kept.get("q") ?? "";
    for (const box of all("[name=verdict]", form)) box.checked = kept.getAll("verdict").includes(box.value);
    for (const name of facets) form.elements[name].value = kept.get(name) ?? "";
    const [by, way] = (kept.get("sort") ?? "").split("-");
    sorted = null;
    for (const head of all("[data-sort]")) head.removeAttribute("aria-sort");
    if (by) sort(by, way);
    apply();
    document.getElementById("documents").scrollIntoView();
  };

  // Spreadsheets read a cell that starts like a formula as one; an apostrophe keeps it text.
  const cell = (value) => {
    const plain = String(value ?? "");
    const safe = /^\s*[=+\-@\t\r\n＝＋－＠]/.test(plain) && typeof value !== "number" ? `'${plain}` : plain;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const csv = () => {
    const head = ["key", "document", "title", "publisher", "published", "language", "verdict", "score", "low", "high", "dimensions", "rules", "decision"];
    const lines = view.map((row) => [row.key, row.id, row.title, row.publisher < 0 ? "" : data.publishers[row.publisher], row.published, data.languages[row.language], row.verdict, row.score, row.low, row.high, row.dimensions.map((each) => data.dimensions[each][0]).join(" "), row.rules.map((each) => data.rules[each]).join(" "), decisions?.of(row.id)?.decision ?? ""].map(cell).join(","));
    give("documents.csv", "\ufeff" + [head.join(","), ...lines].join("\r\n") + "\r\n", "text/csv");
  };

  let current = -1;
  const select = (place, follow) => {
    if (!view.length) return null;
    current = Math.max(0, Math.min(view.length - 1, place));
    const row = view[current];
    if (view.length > FEW && (current < shown[0] || current >= shown[1])) {
      const top = frame.getBoundingClientRect().top + scrollY + frame.tHead.offsetHeight;
      scrollTo({ top: Math.max(0, top + current * height - innerHeight / 3), behavior: "instant" });
      draw(true);
    }
    for (const each of all("tr", body)) each.classList.toggle("current", each.dataset.document === row.anchor);
    const line = one(`tr[data-document="${row.anchor}"]`, body);
    // A window of rows is drawn where the page is, not where it is going: there the page jumps, or the row would be gone meanwhile.
    if (follow && line) { line.scrollIntoView(view.length > FEW ? { block: "nearest", behavior: "instant" } : move); one("a.title", line).focus({ preventScroll: true }); }
    return row;
  };

  for (const head of all("[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => { sort(head.dataset.sort, head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending"); apply(); remember(); });
  }
  fillChoices();
  form.hidden = false;
  for (const each of all(".pager, .without-script")) each.hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  form.elements.csv.addEventListener("click", csv);
  addEventListener("scroll", () => later(), { passive: true });
  addEventListener("beforeprint", () => { printing = true; draw(true); });
  addEventListener("afterprint", () => { printing = false; draw(true); });
  addEventListener("resize", () => { height = 0; later(); });
  addEventListener("spoken", () => { fillChoices(); height = 0; draw(true); });
  addEventListener("decided", () => { if (form.elements.decision.value) apply(); else draw(true); });
  addEventListener("hashchange", () => { if (filtered()) restore(); });
  // The order of this view is what "next" means on a document's page.
  const keepOrder = () => tab.set(`order:${dataset.report}`, view === rows || (view.length === rows.length && !sorted) ? "" : JSON.stringify(view.map((row) => row.anchor)));
  addEventListener("pagehide", keepOrder);
  frame.addEventListener("click", (event) => { if (event.target.closest("a.title")) keepOrder(); });
  return { start: () => { if (filtered()) restore(); else apply(); if (rows.length > FEW) idle(() => warm(0)); }, select, known, at: () => current, size: () => view.length, href, row: (place) => view[place], place: (anchor) => view.findIndex((row) => row.anchor === anchor), search: () => { form.elements.q.focus(); } };
};
if (island && form) table = openTable();
