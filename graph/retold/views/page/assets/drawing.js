"use strict";
// The drawing: vis-network with the places that were computed beforehand; colours and emphasis follow the state.

const nodes = new vis.DataSet(graph.nodes);
const edges = new vis.DataSet(graph.edges);
const network = new vis.Network(byId("canvas"), { nodes, edges }, graph.options);
const frame = byId("canvas").firstElementChild;
frame.setAttribute("role", "application");
frame.setAttribute("aria-label", "Drawing of the graph. Arrow keys move it. The list holds the same things.");

const captions = [];
const fewEdges = graph.edges.length <= 14; // then all their labels can be read at once

/** What the drawing points out: the line under the pointer, or what is selected unless quietly. */
const pointedAt = () => state.hover ?? (state.quiet ? null : state.selected);

/** The nodes to show at full strength; null if all. */
function bright() {
  const at = pointedAt();
  if (edgesById.has(at)) return new Set([edgesById.get(at).from, edgesById.get(at).to]);
  if (nodesById.has(at)) {
    const touching = graph.edges.filter((edge) => edge.from === at || edge.to === at);
    return new Set([at, ...touching.flatMap((edge) => [edge.from, edge.to])]);
  }
  return state.query ? new Set(things.filter(matches)) : null;
}

/** Bring the drawing in line with state and theme; `light` whatever the theme, for paper. */
function paint({ light = false } = {}) {
  const dark = isDark() && !light;
  const style = getComputedStyle(root);
  const color = (name) => style.getPropertyValue(name).trim();
  const theme = {
    dark,
    ink: light ? "#1c1917" : color("--ink"),
    paper: light ? "#ffffff" : color("--paper"),
    edge: light ? "#b5aea6" : color("--edge"),
    strong: light ? "#78716c" : color("--strong"),
    accent: light ? "#a3380c" : color("--accent"),
    away: dark ? "#ffffff" : "#000000",
  };
  const near = bright();
  nodes.update(graph.nodes.map((node) => paintedNode(node, theme, near)));
  captions.length = 0;
  edges.update(graph.edges.map((edge) => paintedEdge(edge, theme, near)));
  captions.sort((a, b) => b.touched - a.touched);
  network.redraw();
}

function paintedNode({ id, font }, theme, near) {
  const kind = kindOf(id);
  const faint = near !== null && !near.has(id);
  const chosen = id === state.selected || id === state.active;
  const own = colorOf(kind, theme.dark);
  const fill = faint ? mix(own, theme.paper, 0.82) : own;
  let rim = mix(own, theme.away, 0.25);
  if (chosen) rim = theme.accent;
  else if (faint) rim = fill;
  else if (id === graph.focus) rim = theme.ink;
  let text = kind.work ? kind.ink : theme.ink;
  if (faint) text = kind.work ? mix(fill, theme.away, 0.35) : mix(theme.ink, theme.paper, 0.7);
  const color = { background: fill, border: rim };
  return {
    id,
    hidden: !visible(id),
    borderWidth: chosen ? 4 : id === graph.focus ? 3 : 1.5,
    color: { ...color, highlight: color, hover: { ...color, border: theme.accent } },
    font: { ...font, color: text, strokeWidth: kind.work ? 0 : 3, strokeColor: theme.paper },
  };
}

function paintedEdge(edge, theme, near) {
  const at = pointedAt();
  const hidden = !visible(edge.from) || !visible(edge.to);
  const touched = edge.id === at || (nodesById.has(at) && (edge.from === at || edge.to === at));
  const found = at === null && near !== null && near.has(edge.from) && near.has(edge.to);
  const faint = near !== null && !touched && !found;
  if (!hidden && (touched || (!faint && (fewEdges || edge.backbone)))) {
    captions.push({ edge, touched, ink: touched ? theme.ink : mix(theme.ink, theme.paper, 0.3), paper: theme.paper });
  }
  let tone = edge.backbone ? theme.strong : theme.edge;
  if (touched) tone = theme.accent;
  else if (faint) tone = mix(theme.edge, theme.paper, 0.7);
  return { id: edge.id, hidden, color: { color: tone, highlight: theme.accent, hover: theme.accent, inherit: false } };
}

// vis-network centres labels between the middles of two nodes, where a box may cover them, and misplaces them on
// level lines. So they are drawn here, in the middle of the part of the line that can be seen, unless a title or
// another label is there already: `taken` holds the middles and half extents of those. A lone label is always drawn.
function caption(context, { edge, ink, paper }, taken) {
  const from = network.getPosition(edge.from);
  const to = network.getPosition(edge.to);
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const covered = (id) => {
    if (!kindOf(id).work) return nodesById.get(id).size / (Math.hypot(dx, dy) || 1);
    const { left, right, top, bottom } = network.getBoundingBox(id);
    return Math.min((right - left) / 2 / (Math.abs(dx) || 1), (bottom - top) / 2 / (Math.abs(dy) || 1));
  };
  const middle = (covered(edge.from) + 1 - covered(edge.to)) / 2;
  const angle = Math.atan2(dy, dx);
  context.save();
  Object.assign(context, { font: "12px system-ui, sans-serif", textAlign: "center", textBaseline: "middle" });
  Object.assign(context, { lineJoin: "round", lineWidth: 5, strokeStyle: paper, fillStyle: ink });
  const half = context.measureText(edge.text).width / 2;
  const here = {
    x: from.x + dx * middle,
    y: from.y + dy * middle,
    width: Math.abs(Math.cos(angle)) * half + 7,
    height: Math.abs(Math.sin(angle)) * half + 7,
  };
  const meets = (one) =>
    Math.abs(one.x - here.x) < one.width + here.width && Math.abs(one.y - here.y) < one.height + here.height;
  if (captions.length === 1 || !taken.some(meets)) {
    taken.push(here);
    context.translate(here.x, here.y);
    context.rotate(Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle);
    context.strokeText(edge.text, 0, 0);
    context.fillText(edge.text, 0, 0);
  }
  context.restore();
}
network.on("afterDrawing", (context) => {
  if (network.getScale() < 0.4) return;
  const taken = things.filter((id) => kindOf(id).work && visible(id)).map((id) => {
    const { left, right, top, bottom } = network.getBoundingBox(id);
    return { x: (left + right) / 2, y: (top + bottom) / 2, width: (right - left) / 2, height: (bottom - top) / 2 };
  });
  for (const one of captions) caption(context, one, taken);
});

// Moving about -------------------------------------------------------------------------------------------------
const motion = () => (calm.matches ? false : { duration: 250, easingFunction: "easeInOutQuad" });
const fit = (animation) => network.fit({ nodes: things.filter(visible), animation, maxZoomLevel: 1.4 });
function zoom(factor) {
  network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation: motion() });
}
/** Bring a node into sight; on a narrow screen into the part above the panel, which covers the rest. */
function goTo(id, { sheet }) {
  const above = { scale: Math.max(0.8, network.getScale()), offset: { x: 0, y: -byId("canvas").clientHeight * 0.24 } };
  network.moveTo({ position: network.getPosition(id), animation: motion(), ...(sheet && above) });
}
function hoverOver(id) {
  state.hover = id;
  paint();
}
const pointer = (over) => byId("canvas").classList.toggle("over", over);
network.on("hoverEdge", ({ edge }) => { pointer(true); hoverOver(edge); });
network.on("blurEdge", () => { pointer(false); hoverOver(null); });
frame.addEventListener("mouseleave", () => { if (state.hover !== null) hoverOver(null); });
network.on("hoverNode", () => pointer(true));
network.on("blurNode", () => pointer(false));
byId("zoom-in").addEventListener("click", () => zoom(1.3));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
byId("zoom-fit").addEventListener("click", () => fit(motion()));
