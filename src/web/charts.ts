// All figures but the map. Each is a function of data and width that returns an SVG; nothing here
// knows of the page.

import {Cell, Facility, measuresOf, monthsOf, Pair, Route, rowsOf, Run} from './data';
import {brief, COMPONENTS, count, fullness, GRADES, month, percent, shortName, signed, VALUED} from './format';
import {FULL, nameOf, stepOf} from './map';
import {fit, textWidth, widest} from './measure';
import {h, Node_} from './node';

const NS = 'http://www.w3.org/2000/svg';

function svg(width: number, height: number, label: string, children: Node_[]): Node_ {
  return h('svg', {class: 'fig', viewBox: `0 0 ${width} ${height}`, width, height, xmlns: NS, role: 'img', 'aria-label': label}, children.map((child) => keptInside(child, width)));
}

/** A text that would leave its picture moves in, and is cut if it is wider than the picture. */
function keptInside(node: Node_, width: number): Node_ {
  if (node.tag !== 'text' || node.attributes.transform !== undefined) return node;
  const kind = String(node.attributes.class || '');
  const x = Number(node.attributes.x);
  const words = fit(node.children.join(''), kind, width);
  const wide = textWidth(words, kind);
  const before = wide * (/\bend\b/.test(kind) ? 1 : /\bmid\b/.test(kind) ? 0.5 : 0);
  const inside = Math.min(Math.max(x, before), width - wide + before);
  return h('text', {...node.attributes, x: inside.toFixed(1)}, words);
}

/** Swatches with their words in rows from `left` on: the nodes, and where the last row stands. */
function legendOf(items: [string, string][], left: number, width: number, mark = square): {nodes: Node_[]; y: number} {
  const nodes: Node_[] = [];
  let x = left;
  let y = 13;
  for (const [words, colour] of items) {
    const need = 16 + textWidth(words, 'small');
    if (x + need > width && x > left) {
      x = left;
      y += 17;
    }
    nodes.push(mark(x, y, colour), text(x + 16, y, words, 'small soft'));
    x += need + 14;
  }
  return {nodes, y};
}
const square = (x: number, y: number, colour: string) => bar(x, y - 9, 12, 10, colour);
const disc = (x: number, y: number, colour: string) => h('circle', {cx: x + 6, cy: y - 4, r: 5, fill: colour});
const text = (x: number, y: number, value: string, kind = '') => h('text', {x: x.toFixed(1), y: y.toFixed(1), class: kind || undefined}, value);
/** A text cut to the room there is. */
const fitted = (x: number, y: number, value: string, kind: string, room: number) => text(x, y, fit(value, kind, room), kind);
const bar = (x: number, y: number, w: number, hgt: number, fill: string) =>
  h('rect', {x: x.toFixed(1), y: y.toFixed(1), width: Math.max(0, w).toFixed(1), height: hgt.toFixed(1), fill});

/** Round values from 0 to `most` for an axis. */
export function ticks(most: number, about: number): number[] {
  if (!(most > 0)) return [0];
  const raw = most / about;
  const power = Math.pow(10, Math.floor(Math.log(raw) / Math.LN10 + 1e-9));
  const step = [1, 2, 2.5, 5, 10].map((f) => f * power).find((s) => s >= raw - 1e-12) || raw;
  const list: number[] = [];
  for (let i = 0; i * step <= most * 1.0001; ++i) list.push(i * step);
  return list;
}

// ------------------------------------------------------------------------------------ gateways

export interface Share {name: string; share: number}
/** Gateways of one group of boxes by falling share. */
export function sharesOf(run: Run, object: string): Share[] {
  return measuresOf(run).filter((m) => m.measure === 'gateway_share' && m.object === object && Number(m.value) > 0)
    .map((m) => ({name: m.part, share: Number(m.value)})).sort((a, b) => b.share - a.share);
}

/** Gateways of the corridor itself: those whose map role says so. */
export function ownGateways(run: Run): string[] {
  const names: string[] = [];
  for (const f of run.facilities) {
    if (f.k === 'port' && f.role === 'gateway') names.push(f.n || f.s);
  }
  return names;
}

const landed = (name: string) => name === 'by land';
export const gatewayName = (name: string) => (landed(name) ? 'by land, no gateway' : shortName(name));

/** Share of each gateway in the contestable boxes; with several runs, one bar each. */
export function drawShares(runs: Run[], chosen: number[], width: number): Node_ {
  const lists = chosen.map((i) => sharesOf(runs[i], 'contestable'));
  const own = ownGateways(runs[chosen[0]]);
  const names: string[] = [];
  for (const list of lists) for (const s of list) if (names.indexOf(s.name) < 0) names.push(s.name);
  for (const name of own) if (names.indexOf(name) < 0) names.push(name);
  const of = (list: Share[], name: string) => list.find((s) => s.name === name)?.share || 0;
  const largest = (name: string) => Math.max(...lists.map((list) => of(list, name)));
  names.sort((a, b) => largest(b) - largest(a));
  const shown = names.filter((n) => largest(n) >= 0.0005 || own.indexOf(n) >= 0);
  const left = Math.min(170, width * 0.36);
  const labelOf = (share: number, k: number) => (chosen.length > 1 ? `${String.fromCharCode(65 + chosen[k])} ` : '') + percent(share);
  const right = 6 + widest(lists.reduce((all: string[], list, k) => all.concat(shown.map((name) => labelOf(of(list, name), k))), []), 'small');
  const thick = chosen.length > 1 ? 11 : 16;
  const row = chosen.length * (thick + 1) + 8;
  const most = Math.max(...shown.map(largest), 0.01);
  const scale = (width - left - right) / most;
  const nodes: Node_[] = [];
  shown.forEach((name, i) => {
    const y = i * row + 4;
    const isOwn = own.indexOf(name) >= 0;
    nodes.push(fitted(left - 8, y + (row - 8) / 2 + 4, landed(name) && width < 500 ? 'by land' : gatewayName(name), isOwn ? 'end strong' : 'end', left - 10));
    lists.forEach((list, k) => {
      const share = of(list, name);
      const fill = isOwn ? 'var(--own)' : landed(name) ? 'var(--land_route)' : 'var(--rival)';
      const at = y + k * (thick + 1);
      const node = bar(left, at, share * scale, thick, fill);
      if (chosen.length > 1 && k === 0) node.attributes['fill-opacity'] = 0.5;
      nodes.push(node, text(left + share * scale + 5, at + thick - 2, labelOf(share, k), 'small soft'));
    });
  });
  return svg(width, shown.length * row + 6, `Share of contestable boxes by gateway: ${shown.slice(0, 4).map((n) => `${gatewayName(n)} ${percent(largest(n))}`).join(', ')}`, nodes);
}

/** Countries against gateways: whose boxes go where. Darker is more. */
export function drawCatchments(run: Run, width: number): Node_ {
  const shares = measuresOf(run).filter((m) => m.measure === 'gateway_share' && m.object !== 'contestable');
  const countries: string[] = [];
  for (const m of shares) if (countries.indexOf(m.object) < 0) countries.push(m.object);
  const own = ownGateways(run);
  const total: Record<string, number> = {};
  for (const m of shares) total[m.part] = Math.max(total[m.part] || 0, Number(m.value));
  const gateways = Object.keys(total).filter((g) => total[g] >= 0.01 || own.indexOf(g) >= 0)
    .sort((a, b) => Number(landed(a)) - Number(landed(b)) || Number(own.indexOf(b) >= 0) - Number(own.indexOf(a) >= 0) || total[b] - total[a]);
  const left = Math.min(130, width * 0.3);
  const headOf = (g: string) => (landed(g) ? 'by land' : gatewayName(g));
  const kindOf = (g: string) => (own.indexOf(g) >= 0 ? 'small strong' : 'small');
  const head = 96;
  const cell = (width - left) / Math.max(1, gateways.length);
  const tall = 26;
  const nodes: Node_[] = [];
  // Names lean as long as the last one stays in the picture.
  const slope = 1.74;  // 1 / cos 55°
  const isUpright = cell < 34 || gateways.some((g, i) => textWidth(headOf(g), kindOf(g)) > (gateways.length - i - 0.5) * cell * slope);
  gateways.forEach((g, i) => {
    const x = left + (i + 0.5) * cell;
    nodes.push(h('text', {class: kindOf(g), transform: `translate(${(x + 3).toFixed(1)},${head - 8}) rotate(${isUpright ? -90 : -55})`}, fit(headOf(g), kindOf(g), isUpright ? head - 10 : 106)));
  });
  countries.forEach((country, r) => {
    const y = head + r * tall;
    nodes.push(fitted(left - 8, y + 17, country, 'end', left - 10));
    gateways.forEach((g, i) => {
      const found = shares.find((m) => m.object === country && m.part === g);
      const share = found ? Number(found.value) : 0;
      const fill = own.indexOf(g) >= 0 ? 'var(--own)' : landed(g) ? 'var(--land_route)' : 'var(--more)';
      const box = bar(left + i * cell + 1, y + 1, cell - 2, tall - 2, share > 0 ? fill : 'var(--wash)');
      if (share > 0) box.attributes['fill-opacity'] = (0.1 + 0.75 * Math.sqrt(share)).toFixed(2);
      nodes.push(box);
      if (share >= 0.0005) {
        const label = cell > 40 ? percent(share, share < 0.1 ? 1 : 0) : share >= 0.005 ? count(share * 100) : '';
        const dark = share > 0.45;
        nodes.push(h('text', {class: 'small mid', x: (left + (i + 0.5) * cell).toFixed(1), y: y + 17, style: dark ? 'fill:var(--paper)' : undefined}, label));
      }
    });
  });
  return svg(width, head + countries.length * tall + 4, 'Share of gateways in the boxes of each country', nodes);
}

// ------------------------------------------------------------------------------------ journeys

const HAULS = ['road', 'rail', 'sea', 'train', 'ferry'];
const COLOUR_OF: Record<string, string> = {road: 'var(--road)', rail: 'var(--rail)', train: 'var(--rail)', sea: 'var(--sea-mode)', ferry: 'var(--ferry)'};

export type StairKind = 'cost' | 'time';

interface Point {x: number; y: number}
/** Running sums along a route: kilometres across, dollars paid or days up. */
export function stairsOf(route: Route, components: string[], kind: StairKind): {points: Point[]; steps: {from: Point; to: Point; what: string; place: string}[]} {
  let x = 0;
  let y = 0;
  const points: Point[] = [{x, y}];
  const steps: {from: Point; to: Point; what: string; place: string}[] = [];
  for (const [what, place, km, hours, parts] of route.steps) {
    const paid = parts.filter(([i]) => VALUED.indexOf(components[i]) < 0).reduce((sum, p) => sum + p[1], 0);
    const from = {x, y};
    x += km;
    y += kind === 'cost' ? paid : hours / 24;
    points.push({x, y});
    steps.push({from, to: {x, y}, what, place});
  }
  return {points, steps};
}

/** Cost or time against distance, one line for each gateway. */
export function drawStairs(pair: Pair, components: string[], kind: StairKind, width: number): Node_ {
  const stairs = pair.routes.map((route) => ({route, ...stairsOf(route, components, kind)}));
  const mostX = Math.max(...stairs.map((s) => s.points[s.points.length - 1].x), 1);
  const mostY = Math.max(...stairs.map((s) => s.points[s.points.length - 1].y), 1);
  const legend = stairs.length * 18 + 10;
  const box = {left: 52, top: legend + 16, right: 14, bottom: 40};
  const height = box.top + Math.min(300, Math.max(210, width * 0.5)) + box.bottom;
  const X = (v: number) => box.left + v / mostX * (width - box.left - box.right);
  const Y = (v: number) => height - box.bottom - v / mostY * (height - box.top - box.bottom);
  const nodes: Node_[] = [];
  for (const t of ticks(mostY, 5)) {
    nodes.push(h('path', {class: 'axis', d: `M${box.left},${Y(t).toFixed(1)}H${width - box.right}`}), text(box.left - 6, Y(t) + 4, count(t), 'end small soft'));
  }
  const xTicks = ticks(mostX, width < 500 ? 3 : 6);
  xTicks.forEach((t) => nodes.push(text(X(t), height - box.bottom + 16, count(t), 'mid small soft')));
  nodes.push(text(width - box.right, height - 6, 'km from the origin', 'end small soft'), text(2, box.top - 8, kind === 'cost' ? 'USD paid per TEU' : 'days from door to door', 'small soft'));
  stairs.forEach((s, k) => {
    const colour = `var(--c${k})`;
    const end = s.points[s.points.length - 1];
    nodes.push(h('path', {d: `M4,${10 + k * 18}h18`, stroke: colour, 'stroke-width': 3, fill: 'none', 'stroke-dasharray': k % 2 ? '6 3' : undefined}),
      fitted(28, 14 + k * 18, `${landed(s.route.gateway) ? 'by land' : 'via ' + gatewayName(s.route.gateway)}: ${kind === 'cost' ? `${count(end.y)} USD` : `${count(end.y, 1)} days`}, ${count(end.x)} km${width < 420 ? '' : `, ${percent(s.route.share, 0)} of these boxes`}`, 'small', width - 30));
    nodes.push(h('path', {d: 'M' + s.points.map((p) => `${X(p.x).toFixed(1)},${Y(p.y).toFixed(1)}`).join('L'), fill: 'none', stroke: colour, 'stroke-width': 2.2, 'stroke-linejoin': 'round', 'stroke-dasharray': k % 2 ? '6 3' : undefined}));
    s.steps.filter((step) => step.what === 'border' || step.what === 'port').forEach((step) => {
      const shape = step.what === 'border'
        ? h('path', {d: `M${X(step.to.x).toFixed(1)},${(Y(step.to.y) - 4.5).toFixed(1)}l4.5,4.5-4.5,4.5-4.5-4.5z`, fill: colour, stroke: 'var(--paper)'})
        : h('rect', {x: (X(step.to.x) - 4).toFixed(1), y: (Y(step.to.y) - 4).toFixed(1), width: 8, height: 8, fill: colour, stroke: 'var(--paper)'});
      shape.children = [h('title', {}, `${step.place} (${step.what}): ${kind === 'cost' ? `${count(step.to.y - step.from.y)} USD` : `${count((step.to.y - step.from.y) * 24, 1)} h`}`)];
      nodes.push(shape);
    });
  });
  return svg(width, height, `${kind === 'cost' ? 'Money paid' : 'Time'} along the way from ${pair.origin} to ${pair.destination}, by gateway`, nodes);
}

/** Components of a route, summed over its steps. */
export function partsOf(route: Route, components: string[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const step of route.steps) for (const [i, usd] of step[4]) sums[components[i]] = (sums[components[i]] || 0) + usd;
  return sums;
}
export const totalOf = (parts: Record<string, number>) => Object.keys(parts).reduce((sum, key) => sum + parts[key], 0);

/** From the cost by one gateway to the cost by another, part by part. */
export function drawWaterfall(pair: Pair, components: string[], from: number, to: number, width: number): Node_ {
  const a = partsOf(pair.routes[from], components);
  const b = partsOf(pair.routes[to], components);
  const gaps = components.map((name) => ({name, gap: (b[name] || 0) - (a[name] || 0)})).filter((g) => Math.abs(g.gap) >= 0.005);
  gaps.sort((x, y) => y.gap - x.gap);
  const start = totalOf(a);
  const end = totalOf(b);
  const levels = [start];
  gaps.forEach((g) => levels.push(levels[levels.length - 1] + g.gap));
  const low = Math.min(...levels, end);
  const high = Math.max(...levels, end);
  const floor = Math.max(0, low - (high - low) * 0.35);
  const left = Math.min(210, width * 0.4);
  const right = 6 + Math.max(widest([`${count(start)} USD`, `${count(end)} USD`], 'small strong'), widest(gaps.map((g) => signed(g.gap)), 'small'));
  const X = (v: number) => left + (v - floor) / Math.max(1e-9, high - floor) * (width - left - right);
  const tall = 24;
  const nodes: Node_[] = [];
  const name = (i: number) => (landed(pair.routes[i].gateway) ? 'by land' : `via ${gatewayName(pair.routes[i].gateway)}`);
  const total = (row: number, label: string, value: number) => {
    nodes.push(fitted(left - 8, row * tall + 16, label, 'end strong', left - 10), bar(X(floor), row * tall + 4, X(value) - X(floor), tall - 8, 'var(--rival)'),
      text(X(value) + 5, row * tall + 16, `${count(value)} USD`, 'small strong'));
  };
  total(0, name(from), start);
  let level = start;
  gaps.forEach((g, i) => {
    const row = i + 1;
    const next = level + g.gap;
    nodes.push(fitted(left - 8, row * tall + 16, COMPONENTS[g.name] || g.name, 'end', left - 10),
      bar(Math.min(X(level), X(next)), row * tall + 4, Math.max(1, Math.abs(X(next) - X(level))), tall - 8, g.gap > 0 ? 'var(--less)' : 'var(--more)'),
      h('path', {class: 'axis', d: `M${X(next).toFixed(1)},${row * tall + 4}v${tall + 4}`}),
      text(Math.max(X(level), X(next)) + 5, row * tall + 16, signed(g.gap), 'small'));
    level = next;
  });
  total(gaps.length + 1, name(to), end);
  const height = (gaps.length + 2) * tall + 22;
  if (floor > 0) nodes.push(text(left, height - 4, `axis begins at ${count(floor)} USD per TEU`, 'tiny soft'));
  return svg(width, height, `Cost per TEU ${name(from)} ${count(start)} USD and ${name(to)} ${count(end)} USD, difference by part`, nodes);
}

// ------------------------------------------------------------------------------------ capacity

export interface Filling {facility: Facility; way: number; name: string; months: (number | null)[]; peak: number; first: number; prices: (number | undefined)[]; price?: number; priceUnit?: string; priceMonth?: string}

/** Directions of facilities by when they first fill, then by price and by their fullest month. */
export function fillingsOf(run: Run): Filling[] {
  const calendar = monthsOf(run);
  const list: Filling[] = [];
  for (const facility of run.facilities) {
    (facility.ways || []).forEach((way, i) => {
      if (!way.um) return;
      let peak = 0;
      let first = -1;
      way.um.forEach((u, m) => {
        if (typeof u !== 'number') return;
        if (u > peak) peak = u;
        if (u >= FULL && first < 0) first = m;
      });
      if (peak <= 0) return;
      const dearest = (way.pr || []).reduce((best: [string, number] | undefined, p) => (best && best[1] >= p[1] ? best : p), undefined);
      const prices: (number | undefined)[] = [];
      for (const [code, price] of way.pr || []) {
        const at = calendar.indexOf(code);
        prices[at] = price;
        if (at >= 0 && (first < 0 || at < first)) first = at;
      }
      list.push({facility, way: i, name: wayName(facility, i, run), months: way.um, peak, first, prices, price: dearest && dearest[1], priceMonth: dearest && dearest[0], priceUnit: way.pu});
    });
  }
  const order = (f: Filling) => (f.first < 0 ? 1e6 : f.first);
  return list.sort((a, b) => order(a) - order(b) || (b.price || 0) - (a.price || 0) || b.peak - a.peak);
}

export function wayName(facility: Facility, way: number, run: Run): string {
  const w = facility.ways![way];
  const name = nameOf(facility);
  if (facility.k === 'port' || facility.k === 'transit control' || w.a === w.b) return name;
  const place = (slug: string) => run.places.find((p) => p[0] === slug)?.[1] || slug;
  const [from, to] = [place(w.a), place(w.b)];
  // Posts of one name on both sides are told apart by what stands in brackets.
  const isAlike = shortName(from) === shortName(to);
  if (facility.k === 'border') return `${name}, from ${isAlike ? from : shortName(from)}`;
  if (facility.k === 'service') return isAlike ? `${from} → ${to}, ${name}` : `${shortName(from)} → ${shortName(to)}, ${name}`;
  return `${isAlike ? from : shortName(from)} – ${isAlike ? to : shortName(to)} (${facility.mode || ''})`;
}

/** The same where there is no room: the ends in the direction alone, which no cut may hide. */
function shortWayName(facility: Facility, way: number, run: Run): string {
  const w = facility.ways![way];
  const place = (slug: string) => shortName(run.places.find((p) => p[0] === slug)?.[1] || slug);
  const isPoint = facility.k === 'port' || facility.k === 'transit control' || w.a === w.b;
  return isPoint ? nameOf(facility) : `${place(w.a)} → ${place(w.b)}`;
}

/** What fills first: facilities against months, the shade tells how full. */
export function drawFilling(run: Run, most: number, width: number): Node_ {
  const all = fillingsOf(run);
  const list = all.slice(0, most);
  const months = monthsOf(run);
  const hasPrice = list.some((f) => f.price !== undefined);
  const left = Math.min(330, width * 0.38);
  const priceHead = width < 500 ? 'dearest' : 'dearest month, USD';
  const priceOf = (f: Filling) => (f.price === undefined ? '–' : width < 500 ? count(f.price) : `${count(f.price)} /${(f.priceUnit || '').split('/')[1] || ''}`);
  const right = hasPrice ? 8 + widest(list.map(priceOf).concat(priceHead), 'small') : 6;
  const cell = (width - left - right) / Math.max(1, months.length);
  const tall = 22;
  const head = 30;
  const nodes: Node_[] = [];
  months.forEach((m, i) => {
    const label = month(m);
    if (cell > 30 || i % 3 === 0) nodes.push(text(left + (i + 0.5) * cell, head - 10, i === 0 || m.slice(5) === '01' ? label.replace(/ 20/, ' ’') : label.slice(0, 3), 'mid small soft'));
  });
  if (hasPrice) nodes.push(text(width, head - 10, priceHead, 'end small soft'));
  list.forEach((f, r) => {
    const y = head + r * tall;
    const name = width < 500 ? shortWayName(f.facility, f.way, run) : f.name;
    nodes.push(fitted(left - 8, y + 15, name + (f.facility.c ? ' (circular)' : ''), 'end small', left - 10));
    f.months.forEach((u, i) => {
      if (typeof u !== 'number') return;
      const step = stepOf(u);
      const box = bar(left + i * cell + 0.5, y + 1, cell - 1, tall - 2, `var(--u${step})`);
      nodes.push(box);
      const price = f.prices[i];
      const label = price !== undefined ? count(price) : u >= 9.95 ? `${count(u)}×` : u >= 2 ? `${count(u, 1)}×` : `${count(u * 100)}%`;
      // All cells or none: a few short numbers among bare cells would read as the only prices.
      if (cell > 28 && textWidth(label, 'tiny') < cell - 1) nodes.push(h('text', {class: 'tiny mid', x: (left + (i + 0.5) * cell).toFixed(1), y: y + 15, style: step === 3 || step === 1 ? 'fill:#10202c' : 'fill:#fff'}, label));
    });
    if (hasPrice) nodes.push(text(width, y + 15, priceOf(f), 'end small'));
  });
  return svg(width, head + list.length * tall + 4, `Load over capacity by month of the ${list.length} facilities that fill first`, nodes);
}

// ------------------------------------------------------------------------------------ ports

/** Boxes of the study at each port, and how full that leaves the port. */
export function drawPorts(run: Run, width: number): Node_ {
  const rows = rowsOf(run, 'ports').filter((r) => r.kind === 'port')
    .map((r) => ({name: shortName(String(r.name)), own: run.facilities.some((f) => f.k === 'port' && f.s === r.slug && f.role === 'gateway'),
      study: Number(r.load), base: Number(r.base_load), capacity: Number(r.capacity || 0), u: r.utilisation, circular: r.circular === 'yes'}))
    .sort((a, b) => Number(b.own) - Number(a.own) || b.study - a.study);
  const left = Math.min(120, width * 0.27);
  const gap = width < 500 ? 14 : 40;
  const split = left + (width - left) * 0.5;
  const fullOf = (r: typeof rows[number]) => (r.capacity > 0 ? (r.study + r.base) / r.capacity : 0);
  const fullLabel = (r: typeof rows[number]) => percent(fullOf(r)) + (r.circular ? '*' : '');
  const wideA = split - left - 6 - widest(rows.map((r) => brief(r.study)), 'small') - gap / 2;
  const startB = split + gap / 2;
  const wideB = width - startB - 6 - widest(rows.map(fullLabel), 'small');
  const mostA = Math.max(...rows.map((r) => r.study), 1);
  const mostB = Math.max(1.1, ...rows.map(fullOf));
  const tall = 25;
  const head = 44;
  const nodes: Node_[] = [text(left, 13, width < 500 ? 'boxes of this study' : 'boxes of this study, TEU in the period', 'small soft'), text(startB, 13, width < 500 ? 'how full it is' : 'how full the port is: base load and boxes of this study', 'small soft')];
  for (const t of ticks(mostA, width < 500 ? 2 : 4)) nodes.push(h('path', {class: 'axis', d: `M${(left + t / mostA * wideA).toFixed(1)},${head - 8}V${head + rows.length * tall}`}), text(left + t / mostA * wideA, head - 12, brief(t), 'mid tiny soft'));
  for (const t of ticks(mostB, width < 500 ? 2 : 4)) nodes.push(h('path', {class: 'axis', d: `M${(startB + t / mostB * wideB).toFixed(1)},${head - 8}V${head + rows.length * tall}`}), text(startB + t / mostB * wideB, head - 12, percent(t, 0), 'mid tiny soft'));
  nodes.push(h('path', {d: `M${(startB + wideB / mostB).toFixed(1)},${head - 8}V${head + rows.length * tall}`, stroke: 'var(--u4)', 'stroke-width': 1.5}));
  const line = startB + wideB / mostB;
  const besideLine = (x: number, wide: number) => (x < line && x + wide > line - 3 ? line + 5 : x);
  rows.forEach((r, i) => {
    const y = head + i * tall;
    nodes.push(fitted(left - 8, y + 16, r.name, r.own ? 'end strong' : 'end', left - 10));
    nodes.push(bar(left, y + 4, r.study / mostA * wideA, 16, r.own ? 'var(--own)' : 'var(--rival)'), text(left + r.study / mostA * wideA + 5, y + 16, brief(r.study), 'small'));
    if (r.capacity <= 0) {
      nodes.push(text(startB, y + 16, 'not known', 'small soft'));
      return;
    }
    const unit = wideB / mostB / r.capacity;
    nodes.push(bar(startB, y + 4, r.base * unit, 16, 'var(--faint)'), bar(startB + r.base * unit, y + 4, r.study * unit, 16, r.own ? 'var(--own)' : 'var(--rival)'),
      text(besideLine(startB + (r.base + r.study) * unit + 5, textWidth(fullLabel(r), 'small')), y + 16, fullLabel(r), 'small'));
  });
  return svg(width, head + rows.length * tall + 6, 'Boxes of this study at each port, and load over capacity of the port', nodes);
}

// ------------------------------------------------------------------------------------ evidence

/** On what grades the answer rests. */
export function drawGrades(run: Run, width: number): Node_ {
  const rows = rowsOf(run, 'grades');
  const kinds: [string, string][] = [['demand', 'boxes that want to move'], ['money', 'money they pay'], ['time', 'time they take, valued'], ['capacity', 'capacities in use']];
  const left = Math.min(170, width * 0.38);
  const shades: Record<string, string> = {A: 'var(--u2)', B: 'var(--u1)', C: 'var(--faint)', D: 'var(--u3)'};
  const nodes: Node_[] = [];
  const legend = legendOf(Object.keys(GRADES).map((grade) => [`${grade} ${GRADES[grade]}`, shades[grade]] as [string, string]), width < 420 ? 0 : left, width);
  const head = legend.y + 13;
  nodes.push(...legend.nodes);
  kinds.forEach(([kind, label], i) => {
    const y = head + i * 30;
    nodes.push(fitted(left - 8, y + 15, label, 'end', left - 10));
    let x = left;
    rows.filter((r) => r.what === kind).forEach((r) => {
      const share = Number(r.share);
      const w = share * (width - left);
      nodes.push(bar(x, y, Math.max(0, w - 1), 21, shades[String(r.grade)]));
      const label = `${r.grade} ${percent(share, 0)}`;
      if (w > textWidth(label, 'small') + 6) nodes.push(h('text', {class: 'small mid', x: (x + w / 2).toFixed(1), y: y + 15, style: `fill:${r.grade === 'A' ? '#fff' : r.grade === 'C' ? 'var(--ink)' : '#10202c'}`}, label));
      x += w;
    });
  });
  return svg(width, head + kinds.length * 30, 'Share of the answer by grade of the data row behind it', nodes);
}

export interface Swing {group: string; name: string; low?: number; high?: number; flips: string[]; swing: number}
/** Groups of assumptions by how far they move the corridor's share. */
export function swingsOf(run: Run): Swing[] {
  const swings: Swing[] = [];
  const now = run.manifest.headline?.corridor_share ?? 0;
  for (const row of rowsOf(run, 'decisive')) {
    let swing = swings.find((s) => s.group === row.group);
    if (!swing) swings.push(swing = {group: String(row.group), name: String(row.name), flips: [], swing: 0});
    const share = typeof row.corridor_share === 'number' ? row.corridor_share : undefined;
    if (row.end === 'low') swing.low = share;
    else swing.high = share;
    if (share !== undefined) swing.swing = Math.max(swing.swing, Math.abs(share - now));
    if (row.flips === 'yes') swing.flips.push(String(row.words || `${row.end} end`));
  }
  return swings.sort((a, b) => b.flips.length - a.flips.length || b.swing - a.swing);
}

/** How each group of assumptions, alone, moves the share of the corridor's own ports. */
export function drawSwings(run: Run, width: number): Node_ {
  const swings = swingsOf(run);
  const now = run.manifest.headline?.corridor_share ?? 0;
  const ends = swings.reduce((list: number[], s) => list.concat(s.low === undefined ? [] : [s.low], s.high === undefined ? [] : [s.high]), [now]);
  const pad = Math.max(0.002, (Math.max(...ends) - Math.min(...ends)) * 0.12);
  const low = Math.min(...ends) - pad;
  const high = Math.max(...ends) + pad;
  const left = Math.min(260, width * 0.42);
  const X = (v: number) => left + (v - low) / (high - low) * (width - left - 20);
  const tall = 24;
  const head = 34;
  const nodes: Node_[] = [];
  const nowLabel = `now ${percent(now)}`;
  ticks(high, 12).filter((t) => t >= low).forEach((t, i, all) => {
    nodes.push(h('path', {class: 'axis', d: `M${X(t).toFixed(1)},${head - 4}V${head + swings.length * tall}`}));
    const isClear = Math.abs(X(t) - X(now)) > (textWidth(nowLabel, 'small strong') + textWidth(percent(t, 1), 'tiny')) / 2 + 4;
    if ((width > 500 || i % 2 === 0) && isClear && all.length < 14) nodes.push(text(X(t), head - 12, percent(t, 1), 'mid tiny soft'));
  });
  nodes.push(h('path', {class: 'rule', d: `M${X(now).toFixed(1)},${head - 6}V${head + swings.length * tall}`}), text(X(now), head - 12, nowLabel, 'mid small strong'));
  swings.forEach((s, i) => {
    const y = head + i * tall;
    nodes.push(fitted(left - 8, y + 16, s.name, s.flips.length ? 'end strong' : 'end', left - 10));
    // The longer bar first, and both dots on top: neither end hides the other.
    const bars = ([['low', s.low], ['high', s.high]] as [string, number | undefined][]).filter((e): e is [string, number] => e[1] !== undefined)
      .sort((a, b) => Math.abs(b[1] - now) - Math.abs(a[1] - now));
    bars.forEach(([end, share]) => nodes.push(h('path', {d: `M${X(now).toFixed(1)},${y + 12}H${X(share).toFixed(1)}`, stroke: end === 'low' ? 'var(--u1)' : 'var(--u3)', 'stroke-width': 9})));
    bars.forEach(([end, share]) => nodes.push(h('circle', {cx: X(share).toFixed(1), cy: y + 12, r: 5, fill: end === 'low' ? 'var(--u2)' : 'var(--u3)', stroke: 'var(--paper)'})));
  });
  const legend = legendOf([['at its low end', 'var(--u2)'], ['at its high end', 'var(--u3)']], left, width, disc);
  const y = head + swings.length * tall + 4;
  nodes.push(h('g', {transform: `translate(0,${y})`}, legend.nodes));
  return svg(width, y + legend.y + 8, "Share of the corridor's own ports when one group of assumptions moves to either end of its range", nodes);
}

// ------------------------------------------------------------------------------------ what was seen

const SEEN: [string, string, string][] = [['km', 'kilometres', 'km'], ['days', 'days', 'days'], ['usd', 'price', 'USD']];
const errorOf = (row: Record<string, Cell>, what: string) => (typeof row[`${what}_error_percent`] === 'number' ? Number(row[`${what}_error_percent`]) / 100 : undefined);

/** The model over what was reported, a dot for each trip: filled where the trip is no input of the model. */
export function drawScorecard(run: Run, width: number): Node_ {
  const trips = rowsOf(run, 'scorecard');
  const left = Math.min(90, width * 0.24);
  const most = 4;  // times; what lies beyond stands at the edge
  const X = (ratio: number) => left + (Math.log(Math.min(most, Math.max(1 / most, ratio))) / Math.log(most) + 1) / 2 * (width - left - 16);
  const tall = 64;
  const head = 34;
  const legend = legendOf([['no input of the model', 'var(--u2)'], ['an input of the model', 'var(--faint)']], left, width, disc);
  const foot = head + SEEN.length * tall;
  const nodes: Node_[] = [bar(X(0.75), head - 6, X(1.25) - X(0.75), foot - head + 6, 'var(--wash)')];
  for (const [ratio, words] of [[0.25, '¼'], [0.5, '½'], [1, 'as reported'], [2, '2 ×'], [4, '4 ×']] as [number, string][]) {
    nodes.push(h('path', {class: ratio === 1 ? 'rule' : 'axis', d: `M${X(ratio).toFixed(1)},${head - 6}V${foot}`}), text(X(ratio), head - 13, words, 'mid tiny soft'));
  }
  SEEN.forEach(([what, words], i) => {
    const y = head + i * tall;
    nodes.push(text(left - 8, y + tall / 2 + 4, words, 'end'));
    const ratios = trips.filter((t) => errorOf(t, what) !== undefined).map((t) => ({trip: t, ratio: 1 + errorOf(t, what)!})).sort((a, b) => a.ratio - b.ratio);
    const taken: [number, number][] = [];
    for (const {trip, ratio} of ratios) {
      const x = X(ratio);
      // Dots that would lie on each other stand above and below the line in turn.
      const row = [0, -1, 1, -2, 2, -3, 3].find((r) => taken.every(([tx, tr]) => tr !== r || Math.abs(tx - x) > 7)) ?? 0;
      taken.push([x, row]);
      const isInput = trip.input_of_model === 'yes';
      const dot = h('circle', {cx: x.toFixed(1), cy: (y + tall / 2 + row * 8).toFixed(1), r: 3.6, fill: isInput ? 'var(--faint)' : 'var(--u2)', stroke: isInput ? 'var(--soft)' : 'var(--paper)'});
      dot.children = [h('title', {}, `${trip.id} (${trip.kind}): ${signed((ratio - 1) * 100)} % ${words}`)];
      nodes.push(dot);
    }
  });
  nodes.push(h('g', {transform: `translate(0,${foot})`}, legend.nodes));
  return svg(width, foot + legend.y + 8, 'Modelled over reported kilometres, days and prices of each reported trip', nodes);
}

/** "Against 31 reported trips ... the median error is 5 % in km, 35 % in days and 27 % in USD". */
export function scorecardInWords(run: Run): string {
  const rows = rowsOf(run, 'scorecard_summary');
  const of = (kind: string) => rows.find((r) => r.rows_of === kind && r.input_of_model === 'no');
  const errors = (row: Record<string, Cell>) => SEEN.filter(([what]) => typeof row[`${what}_median_error_percent`] === 'number')
    .map(([what, , unit]) => `${count(Number(row[`${what}_median_error_percent`]))}\u00a0% in ${unit}`).join(', ');
  const all = of('all');
  const seen = of('observed');
  if (!all) return '';
  return `Against ${count(Number(all.rows))} reported trips that are no input of the model, the median error is ${errors(all)}` +
    (seen ? `; against the ${count(Number(seen.rows))} observed among them ${errors(seen)}.` : '.');
}

// ------------------------------------------------------------------------------------ cost and time

/** What a mean box of each country pays, by part, and how long it takes. */
export function drawLanded(run: Run, width: number): Node_ {
  const measures = measuresOf(run);
  const countries: string[] = [];
  for (const m of measures) if (m.measure === 'landed_cost' && countries.indexOf(m.object) < 0) countries.push(m.object);
  const groups: [string, string[], string][] = [
    ['haulage', ['haulage'], 'var(--c0)'], ['fare', ['fare'], 'var(--c1)'], ['handling and ports', ['handling', 'port_tariff', 'inspection', 'storage'], 'var(--c2)'],
    ['borders, tolls, security', ['border_fee', 'toll', 'guarantee', 'security'], 'var(--c4)'], ['value of time and its spread', ['time', 'unreliability', 'carbon'], 'var(--c7)'],
  ];
  const of = (object: string, name: string, part: string) => Number(measures.find((m) => m.measure === name && m.object === object && m.part === part)?.value || 0);
  const most = Math.max(...countries.map((c) => of(c, 'landed_cost', 'total')), 1);
  const left = Math.min(140, width * 0.3);
  const paidOf = (country: string) => `${count(of(country, 'landed_cost', 'money'))} USD paid`;
  const daysOf = (country: string) => `${count(of(country, 'door_to_door', 'mean') / 24, 1)} days`;
  const right = 8 + widest(countries.map(paidOf).concat(countries.map(daysOf)), 'tiny');
  const scale = (width - left - right) / most;
  const nodes: Node_[] = [];
  const legend = legendOf(groups.map(([label, , colour]) => [label, colour] as [string, string]), left, width);
  nodes.push(...legend.nodes);
  const head = legend.y + 12;
  const tall = 30;
  countries.forEach((country, i) => {
    const y = head + i * tall;
    nodes.push(fitted(left - 8, y + 17, country === 'all' ? 'all boxes' : country, country === 'all' ? 'end strong' : 'end', left - 10));
    let x = left;
    for (const [, parts, colour] of groups) {
      const usd = parts.reduce((sum, p) => sum + of(country, 'landed_cost', p), 0);
      nodes.push(bar(x, y + 4, usd * scale, 19, colour));
      x += usd * scale;
    }
    nodes.push(text(x + 6, y + 13, paidOf(country), 'tiny'), text(x + 6, y + 25, daysOf(country), 'tiny soft'));
  });
  return svg(width, head + countries.length * tall + 4, 'Mean landed cost by part and mean time from door to door, by country', nodes);
}

// ------------------------------------------------------------------------------------ differences

/** The shares that changed most, as points of percent. */
export function drawShareChanges(runs: Run[], other: number, width: number): Node_ {
  const before = sharesOf(runs[0], 'contestable');
  const after = sharesOf(runs[other], 'contestable');
  const names: string[] = [];
  before.concat(after).forEach((s) => { if (names.indexOf(s.name) < 0) names.push(s.name); });
  const of = (list: Share[], name: string) => list.find((s) => s.name === name)?.share || 0;
  const rows = names.map((name) => ({name, change: of(after, name) - of(before, name), a: of(before, name), b: of(after, name)}))
    .filter((r) => Math.abs(r.change) >= 0.0005).sort((a, b) => b.change - a.change);
  const own = ownGateways(runs[other]);
  const left = Math.min(160, width * 0.34);
  const most = Math.max(...rows.map((r) => Math.abs(r.change)), 0.001);
  const middle = left + (width - left) / 2;
  const labelOf = (r: typeof rows[number]) => (width < 500 ? `${signed(r.change * 100, 1)} pt` : `${signed(r.change * 100, 1)} pt (${percent(r.a)} → ${percent(r.b)})`);
  const scale = Math.max(20, (width - left) / 2 - 8 - widest(rows.map(labelOf), 'tiny')) / most;
  const tall = 24;
  const nodes: Node_[] = [h('path', {class: 'rule', d: `M${middle},4V${rows.length * tall + 8}`})];
  rows.forEach((r, i) => {
    const y = 6 + i * tall;
    nodes.push(fitted(left - 8, y + 15, gatewayName(r.name), own.indexOf(r.name) >= 0 ? 'end strong' : 'end', left - 10),
      bar(r.change > 0 ? middle : middle + r.change * scale, y + 3, Math.abs(r.change) * scale, 16, r.change > 0 ? 'var(--more)' : 'var(--less)'),
      text(middle + r.change * scale + (r.change > 0 ? 5 : -5), y + 15, labelOf(r), r.change > 0 ? 'tiny' : 'tiny end'));
  });
  return svg(width, rows.length * tall + 14, 'Change of each gateway’s share of contestable boxes', nodes);
}

export {fullness, HAULS, COLOUR_OF};
