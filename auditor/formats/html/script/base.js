// Opens what a link points at, lights a finding's places, and remembers the language. All is readable without it.
let table = null;
let decisions = null;
const root = document.documentElement;
const { dataset } = document.body;
const single = "single" in dataset;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);
const fold = (text) => (/[^\x00-\x7f]/.test(text) ? text.normalize("NFKC") : text).toLowerCase();

// A browser may refuse to keep anything for a file; then all lives as long as the page.
const memory = new Map();
const shelf = (name) => {
  let kept = null;
  try { kept = globalThis[name]; kept.setItem("auditor:try", "1"); kept.removeItem("auditor:try"); } catch { kept = null; }
  return {
    lasting: kept !== null,
    get: (key) => { try { return kept ? kept.getItem(`auditor:${key}`) : memory.get(key) ?? null; } catch { return null; } },
    set: (key, value) => { memory.set(key, value); try { kept?.setItem(`auditor:${key}`, value); return kept !== null; } catch { return false; } },
  };
};
const store = shelf("localStorage");
const tab = shelf("sessionStorage");

const chinese = () => one("#language-zh").checked;
const speak = (which) => { root.lang = which === "zh" ? "zh-Hans" : "en"; one(`#language-${which}`).checked = true; };
for (const choice of all(".switch")) {
  choice.addEventListener("change", () => {
    const which = choice.id === "language-zh" ? "zh" : "en";
    speak(which);
    store.set("language", which);
    dispatchEvent(new Event("spoken"));
  });
}
if (["en", "zh"].includes(store.get("language"))) speak(store.get("language"));

const light = (target) => {
  for (const mark of all("mark.lit")) mark.classList.remove("lit");
  const found = target && /^(?:d\d+-)?f(\d+)(-[er]\d+)?$/.exec(target.id);
  if (!found) return;
  for (const mark of all(`mark[data-f~="${found[1]}"]`, target.closest("[data-document]"))) mark.classList.add("lit");
};
const reveal = () => {
  let name = "";
  try { name = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  const target = name ? document.getElementById(name) : null;
  for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
  if (target) target.scrollIntoView({ block: "start" });
  light(target);
};
const filtered = () => location.hash.startsWith("#?");
addEventListener("hashchange", () => { if (!filtered()) reveal(); });
addEventListener("beforeprint", () => { for (const each of all("details")) each.open = true; });
if (!filtered()) reveal();
const move = { behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth", block: "nearest" };
const give = (name, text, type) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
