"use strict";
// Filters, sorts and opens. Everything that matters is readable without it.
(() => {
  const root = document.documentElement;
  const form = document.querySelector(".filter");

  // A link to a place inside a closed section opens it; a finding's number lights all its places.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    if (target) target.scrollIntoView({ block: "start" });
    light(target);
  };
  const light = (target) => {
    for (const mark of document.querySelectorAll("mark.lit")) mark.classList.remove("lit");
    const found = target && /^(.*)-f(\d+)(-e\d+)?$/.exec(target.id);
    if (!found) return;
    for (const mark of document.querySelectorAll(`[id="${found[1]}"] mark[data-f~="${found[2]}"]`)) mark.classList.add("lit");
  };
  addEventListener("hashchange", () => { if (!state()) reveal(); else restore(); });
  addEventListener("beforeprint", () => { for (const each of document.querySelectorAll("details")) each.open = true; });

  for (const choice of document.querySelectorAll(".switch")) {
    choice.addEventListener("change", () => { root.lang = choice.id === "language-zh" ? "zh-Hans" : "en"; });
  }

  // "#?q=…" holds the state of the filter, any other fragment is a place.
  const state = () => location.hash.startsWith("#?");
  if (!form) { reveal(); return; }

  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const sections = new Map([...document.querySelectorAll("details[data-document]")].map((each) => [each.dataset.document, each]));
  const rows = [...document.querySelectorAll(".rows tbody tr")].map((row) => ({ row, section: sections.get(row.dataset.document), text: null }));
  const body = document.querySelector(".rows tbody");
  const nothing = document.querySelector("[data-nothing]");
  const facets = ["dimension", "rule", "language", "publisher"].filter((name) => form.elements[name]);
  const many = new Set(["dimension", "rule"]);
  let sorted = null;

  const matches = (entry, wanted) => {
    const data = entry.row.dataset;
    if (wanted.verdicts.size && !wanted.verdicts.has(data.verdict)) return false;
    for (const [name, value] of wanted.facets) {
      if (many.has(name) ? !data[name].split(" ").includes(value) : data[name] !== value) return false;
    }
    if (!wanted.words.length) return true;
    entry.text ??= fold(entry.row.textContent + " " + (entry.section?.textContent ?? ""));
    return wanted.words.every((word) => entry.text.includes(word));
  };

  const wanted = () => ({
    words: fold(form.elements.q.value).split(/\s+/).filter(Boolean),
    verdicts: new Set([...form.querySelectorAll("[name=verdict]:checked")].map((each) => each.value)),
    facets: facets.map((name) => [name, form.elements[name].value]).filter(([, value]) => value),
  });

  const apply = () => {
    const asked = wanted();
    let shown = 0;
    for (const entry of rows) {
      const fits = matches(entry, asked);
      entry.row.hidden = !fits;
      if (entry.section) entry.section.hidden = !fits;
      shown += fits;
    }
    form.elements.shown.value = shown;
    nothing.hidden = shown > 0;
  };

  const remember = () => {
    const kept = new URLSearchParams();
    if (form.elements.q.value) kept.set("q", form.elements.q.value);
    for (const value of wanted().verdicts) kept.append("verdict", value);
    for (const [name, value] of wanted().facets) kept.set(name, value);
    if (sorted) kept.set("sort", sorted.join("-"));
    const hash = kept.toString();
    if (hash || state()) history.replaceState(null, "", hash ? `#?${hash}` : "#documents");
  };

  const restore = () => {
    const kept = new URLSearchParams(location.hash.slice(2));
    form.elements.q.value = kept.get("q") ?? "";
    for (const box of form.querySelectorAll("[name=verdict]")) box.checked = kept.getAll("verdict").includes(box.value);
    for (const name of facets) form.elements[name].value = kept.get(name) ?? "";
    const [by, way] = (kept.get("sort") ?? "").split("-");
    if (by) sort(by, way === "descending");
    apply();
  };

  const value = { verdict: (d) => +d.order, score: (d) => (d.score === "" ? -1 : +d.score), title: (d) => d.title };
  const sort = (by, down) => {
    if (!(by in value)) return;
    const pick = value[by];
    const compare = by === "title" ? (a, b) => a.localeCompare(b) : (a, b) => a - b;
    rows.sort((a, b) => (down ? -1 : 1) * compare(pick(a.row.dataset), pick(b.row.dataset)) || a.row.dataset.order - b.row.dataset.order);
    body.append(...rows.map((each) => each.row));
    sorted = [by, down ? "descending" : "ascending"];
    for (const head of document.querySelectorAll("[data-sort]")) {
      if (head.dataset.sort === by) head.setAttribute("aria-sort", sorted[1]);
      else head.removeAttribute("aria-sort");
    }
  };

  for (const head of document.querySelectorAll("[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      sort(head.dataset.sort, head.getAttribute("aria-sort") === "ascending");
      remember();
    });
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  if (state()) restore(); else reveal();
})();
