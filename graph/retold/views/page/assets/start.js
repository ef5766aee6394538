"use strict";
// Keyboard, theme, paper, and the first sight of the page.

const help = byId("help");
byId("help-open").addEventListener("click", () => help.showModal());
byId("help-close").addEventListener("click", () => help.close());

function escape() {
  if (state.selected !== null) closeDetails();
  else if (search.value) {
    search.value = "";
    search.dispatchEvent(new Event("input"));
  }
}
const KEYS = {
  "/": () => search.focus(),
  "?": () => help.showModal(),
  "+": () => zoom(1.3),
  "=": () => zoom(1.3),
  "-": () => zoom(1 / 1.3),
  0: () => fit(motion()),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "Escape") escape();
  // In the drawing vis-network zooms by itself.
  else if (event.target === search || (frame.contains(event.target) && "+=-".includes(event.key))) return;
  else if (Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
  else return;
  event.preventDefault();
});

const themeButton = byId("theme");
function applyTheme() {
  themeButton.textContent = isDark() ? "Light" : "Dark";
  for (const path of document.querySelectorAll(".sign path")) {
    path.setAttribute("fill", colorOf(kinds.get(path.dataset.kind)));
  }
  paint();
}
themeButton.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  applyTheme();
});
darkMedia.addEventListener("change", applyTheme);
addEventListener("beforeprint", () => paint({ light: true }));
addEventListener("afterprint", () => paint());

/** The id that the address asks for, if any. */
function asked() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch (error) {
    if (error instanceof URIError) return "";
    throw error;
  }
}
addEventListener("hashchange", () => select(asked()));

byId("summary").textContent = [
  count(things.length, "thing", "things"),
  count(Object.keys(graph.facts).length, "fact", "facts"),
  `quotes from ${count(Object.keys(graph.documents).length, "document", "documents")}`,
].join(" · ");
if (matchMedia("(max-width: 800px)").matches) byId("filters").open = false;
refresh();
applyTheme();
if (nodesById.has(asked()) || edgesById.has(asked())) select(asked());
else if (graph.focus !== null && matchMedia("(min-width: 1081px)").matches) select(graph.focus, { quiet: true });
// The panel has just taken its share of the width.
requestAnimationFrame(() => {
  network.setSize("100%", "100%");
  network.redraw();
  fit(false);
  if (graph.focus !== null && network.getScale() < 0.3) {
    network.moveTo({ position: network.getPosition(graph.focus), scale: 0.6 });
  }
  root.dataset.ready = "true";
});
