// Draws what a table says, where a picture tells more. The table beneath is the source, and its equal: whoever
// sees no picture reads it.
"use strict";

const narrow = () => innerWidth < 640;
const drawn = [];

/* What the table says */

function read(figure) {
  const table = figure.querySelector("table");
  const columns = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows].map((row) => {
    const [name, ...cells] = [...row.cells].map(seen);
    return { name, cells };
  });
  return { columns, rows };
}

function seen(cell) {
  const href = cell.querySelector("a")?.href;
  const { value, day } = cell.dataset;
  return { said: cell.textContent, value: value === undefined ? null : Number(value), href, day };
}

/* The page's own colours and letters. A custom property is read through what it colours. */

function colours() {
  const probe = document.body.appendChild(document.createElement("i"));
  const read = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const names = ["paper", "raised", "ink", "soft", "line", "edge", "least", "accent", "still", "series-1", "series-2", "series-3", "series-4", "series-5"];
  const found = Object.fromEntries(names.map((name) => [name, read(name)]));
  probe.remove();
  return found;
}

function base(ink) {
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink.ink },
    tooltip: {
      renderMode: "richText", confine: true, backgroundColor: ink.raised, borderColor: ink.edge,
      textStyle: { color: ink.ink, width: Math.min(320, innerWidth - 80), overflow: "break" },
    },
  };
}

const cut = (text, longest) => (text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text);

/* Each picture: the table and the colours in, what the library draws out, and how tall it is */

const month = new Intl.DateTimeFormat("en-GB", { month: "short" });

const NARROW_WEEKS = 17; // what a phone shows in squares that a finger hits

function daysBefore(day, count) {
  const before = new Date(`${day}T00:00Z`);
  before.setUTCDate(before.getUTCDate() - count);
  return before.toISOString().slice(0, 10);
}

function calendar({ rows, columns }, ink) {
  const all = rows.flatMap((row) => row.cells).filter((cell) => cell.day);
  const last = all.map((cell) => cell.day).sort().at(-1);
  const days = narrow() ? all.filter((cell) => cell.day > daysBefore(last, NARROW_WEEKS * 7)) : all;
  const dates = days.map((cell) => cell.day).sort();
  const most = Math.max(...days.map((cell) => cell.value), 2);
  const weekdays = { Sunday: 0, Monday: 1, Tuesday: 2, Wednesday: 3, Thursday: 4, Friday: 5, Saturday: 6 };
  const size = narrow() ? 18 : 14;
  return {
    height: 7 * size + 32,
    tooltip: { formatter: ({ data }) => `${data.value[0]}: ${data.value[1]}` },
    visualMap: { show: false, min: 0, max: most, inRange: { color: [ink.least, ink.accent] } },
    calendar: {
      range: [dates[0], dates.at(-1)], cellSize: [narrow() ? "auto" : size, size], left: 36, right: narrow() ? 4 : undefined, top: 24,
      splitLine: { show: false },
      itemStyle: { color: ink.paper, borderColor: ink.line, borderWidth: 1 },
      dayLabel: { firstDay: weekdays[columns[1]] ?? 1, color: ink.soft, fontSize: 11 },
      monthLabel: { color: ink.soft, fontSize: 11, formatter: ({ MM }) => month.format(new Date(2000, MM - 1)) },
      yearLabel: { show: false },
    },
    series: [{
      type: "heatmap", coordinateSystem: "calendar", data: days.map((cell) => ({ value: [cell.day, cell.value], href: cell.href })),
      itemStyle: { borderColor: ink.paper, borderWidth: 1 },
    }],
  };
}

function stack({ rows, columns }, ink) {
  const unsaid = columns.length - 1; // the last column: of which it is not said
  return {
    height: 280,
    legend: { bottom: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: ink.ink, fontSize: 12 } },
    aria: { decal: { show: true } },
    grid: { left: 32, right: 8, top: 12, bottom: narrow() ? 96 : 64 },
    tooltip: { formatter: ({ name, seriesName, value }) => `${name.replace("\n", " ")}, ${seriesName}: ${value}` },
    xAxis: {
      type: "category", data: rows.map((row) => row.name.said.replace(" ", "\n")), axisTick: { show: false },
      axisLine: { lineStyle: { color: ink.edge } }, axisLabel: { color: ink.soft, interval: 0, fontSize: 11, lineHeight: 14, margin: 10 },
    },
    yAxis: { minInterval: 1, axisLabel: { color: ink.soft, fontSize: 11 }, splitLine: { lineStyle: { color: ink.line } } },
    series: columns.slice(1).map((name, at) => ({
      type: "bar", stack: "all", name, barMaxWidth: 44,
      color: at === unsaid - 1 ? ink.paper : ink[`series-${at + 1}`],
      itemStyle: {
        borderColor: at === unsaid - 1 ? ink.edge : ink.paper, borderWidth: 1, borderType: at === unsaid - 1 ? "dashed" : "solid",
        decal: { symbol: "none" },
      },
      data: rows.map((row) => ({ value: row.cells[at].value, href: row.cells[at].href })),
    })),
  };
}

function matrix({ rows, columns }, ink) {
  const cells = rows.flatMap((row, y) => row.cells.map((cell, x) => ({ ...cell, x, y })))
    .filter((cell) => cell.value !== null && (cell.value || cell.href));
  const most = Math.max(...cells.map((cell) => cell.value), 1);
  const names = rows.map((row) => row.name.said);
  const left = narrow() ? 96 : 200;
  const width = (figureWidth() - left) / columns.length;
  const isSteep = width < 48; // too narrow for a word: the names stand upright
  const top = isSteep ? 96 : 44;
  return {
    height: 34 * rows.length + top + 4,
    grid: { left, right: 4, top, bottom: 4 },
    tooltip: { formatter: ({ data }) => `${data.where}: ${data.said}` },
    visualMap: { show: false, min: 0, max: most, dimension: 2, inRange: { color: [ink.least, ink.accent] } },
    xAxis: {
      type: "category", position: "top", data: columns.slice(1), axisLine: { show: false }, axisTick: { show: false },
      splitLine: { show: true, interval: 0, lineStyle: { color: ink.line } },
      axisLabel: {
        color: ink.soft, interval: 0, fontSize: 11, lineHeight: 13,
        ...(isSteep ? { rotate: 90, width: top - 12, overflow: "truncate" } : { formatter: (name) => broken(name, width) }),
      },
    },
    yAxis: {
      type: "category", inverse: true, data: names, axisLine: { show: false }, axisTick: { show: false }, triggerEvent: true,
      splitLine: { show: true, interval: 0, lineStyle: { color: ink.line } },
      axisLabel: { color: ink.ink, interval: 0, width: left - 12, overflow: "truncate", fontSize: narrow() ? 11 : 13 },
    },
    series: [{
      type: "heatmap", itemStyle: { borderColor: ink.paper, borderWidth: 3 }, label: { show: true, fontSize: 11 },
      data: cells.map((cell) => ({
        value: [cell.x, cell.y, cell.value], href: cell.href, said: cell.said, where: `${names[cell.y]}, ${columns[cell.x + 1]}`,
        ...(cell.said === "same" && { visualMap: false, itemStyle: { color: ink.paper, borderColor: ink.still, borderWidth: 1, borderType: "dashed" } }),
        label: { formatter: cell.said.length > 8 || narrow() && cell.said.length > 3 ? "" : cell.said, color: cell.said === "same" ? ink.still : cell.value > most / 2 ? ink.paper : ink.ink },
      })),
    }],
    to: (name) => rows[names.indexOf(name)]?.name.href,
  };
}

const figureWidth = () => document.querySelector(".chart")?.clientWidth ?? 600;

function broken(name, width) {
  const longest = Math.max(4, Math.floor(width / 6));
  return name.split(" ").map((word) => cut(word, longest)).slice(0, 3).join("\n");
}

const KINDS = ["evidence", "skill", "gap", "goal"];

function flow({ rows }, ink) {
  const nodes = new Map();
  for (const { name, cells } of rows) {
    for (const end of [name, cells[0]]) {
      const depth = Math.max(KINDS.indexOf(end.said.split(":")[0]), 0);
      nodes.set(end.said, { name: end.said, depth, href: end.href, itemStyle: { color: ink[`series-${depth + 1}`] } });
    }
  }
  const last = Math.max(...[...nodes.values()].map((node) => node.depth));
  const tall = Math.max(...KINDS.map((_, depth) => [...nodes.values()].filter((node) => node.depth === depth).length));
  const right = narrow() ? 78 : 190;
  const width = (figureWidth() - right) / Math.max(last, 1) - 20;
  return {
    height: Math.max(240, 34 * tall + 30),
    tooltip: { formatter: ({ dataType, data, name, value }) => (dataType === "edge" ? `${data.source} → ${data.target}: ${value}` : name) },
    series: [{
      type: "sankey", left: 4, right, top: 8, bottom: 8, nodeWidth: 8, nodeGap: 14, draggable: false, layoutIterations: 64,
      data: [...nodes.values()].map((node) => ({
        ...node,
        label: { width: node.depth === last ? right - 18 : width },
      })),
      links: rows.map(({ name, cells }) => ({ source: name.said, target: cells[0].said, value: cells[1].value, href: cells[1].href })),
      lineStyle: { color: ink.edge, opacity: 0.28 },
      emphasis: { focus: "adjacency", lineStyle: { opacity: 0.6 } },
      label: {
        color: ink.ink, fontSize: narrow() ? 10 : 12, overflow: "truncate", textBorderColor: ink.paper, textBorderWidth: 2,
        formatter: ({ name }) => name.split(": ").slice(1).join(": ") || name,
      },
    }],
  };
}

const PICTURES = { calendar, stack, matrix, flow };

/* Drawing: at once, when the light changes, and when the page changes its width */

function draw(place) {
  const ink = colours();
  const { height, to, ...picture } = PICTURES[place.dataset.chart](read(place.parentElement), ink);
  place.style.height = `${height}px`;
  const chart = echarts.getInstanceByDom(place) ?? echarts.init(place);
  chart.resize();
  const { tooltip, ...own } = picture;
  const common = base(ink);
  chart.setOption({ ...common, ...own, tooltip: { ...common.tooltip, ...tooltip } }, true);
  chart.off("click");
  chart.on("click", ({ data, componentType, value }) => {
    const href = data?.href ?? (componentType === "yAxis" ? to?.(value) : undefined);
    if (href) location.href = href;
  });
}

function start(place) {
  if (drawn.includes(place)) return;
  try {
    draw(place);
  } catch (error) {
    place.remove(); // the table says the same
    throw error;
  }
  drawn.push(place);
}

/* A picture in a closed tile has no width: it is drawn when the tile opens. */
for (const place of document.querySelectorAll("[data-chart]")) {
  const tile = place.closest("details.tile");
  if (!tile || tile.open) start(place);
  else tile.addEventListener("toggle", () => tile.open && start(place));
}
function openTarget() {
  const tile = document.getElementById(location.hash.slice(1))?.closest("details.tile");
  if (!tile) return;
  tile.open = true;
  tile.scrollIntoView();
}
addEventListener("hashchange", openTarget);
openTarget();
for (const table of document.querySelectorAll(".numbers > details")) {
  if (table.querySelector("tbody").rows.length > 6 || table.parentElement.querySelector(".chart")) table.open = false;
}

const again = () => drawn.forEach(draw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth !== width) requestAnimationFrame(again);
  width = innerWidth;
});
