// The map: flows as widths, fullness or mode as colour, ports and borders as symbols, closures.

import {geoArea, geoConicEqualArea, geoNaturalEarth1, geoPath, GeoProjection} from 'd3-geo';
import basemap from './basemap.json';
import {Facility, monthsOf, Run, Way} from './data';
import {brief, fullness, goods, month, portName, shortName} from './format';
import {textWidth} from './measure';
import {h, Node_} from './node';
import {SIZES} from './theme';

export type ModeName = 'road' | 'rail' | 'sea';
export interface MapState {
  modes: ModeName[];
  cargo: string;            // all, laden, empty, base or "goods:<position>"
  month: number;            // position in the period; -1 = all of it
  colour: 'fullness' | 'mode';
  view: string;
  /** Zoom on the view: factor and shift of the centre in shares of the picture. */
  zoom: number; dx: number; dy: number;
}

export const START: MapState = {modes: ['road', 'rail', 'sea'], cargo: 'all', month: -1, colour: 'fullness', view: 'corridor', zoom: 1, dx: 0, dy: 0};

type Frame = [number, number, number, number];  // west, south, east, north

// Parts of the world that are worth a frame of their own; the last one is fitted to the run.
const VIEWS: [string, string, Frame | null][] = [
  ['corridor', 'Corridor', [43, 20, 84, 49]],
  ['south', 'Pakistan and Afghanistan', [57, 22, 78, 38]],
  ['west', 'Caspian and Black Sea', [26, 34, 62, 50]],
  ['east', 'China and the east', [72, 20, 128, 50]],
  ['all', 'Everything on land', null],
];

const isWithin = (p: [number, number], [west, south, east, north]: Frame) => p[0] >= west && p[0] <= east && p[1] >= south && p[1] <= north;
const landPoints = (run: Run) => run.facilities.filter((f) => f.p && f.k !== 'sea link').reduce((all: [number, number][], f) => all.concat(f.p!), []);

/** The views that show something of a run: code and name. */
export function viewsOf(run: Run): [string, string][] {
  const points = landPoints(run);
  return VIEWS.filter(([, , frame]) => !frame || points.filter((p) => isWithin(p, frame)).length >= 12).map(([code, name]) => [code, name]);
}

function frameOf(run: Run, code: string): {frame: Frame; isWide: boolean} {
  const view = VIEWS.find((v) => v[0] === code);
  const known = viewsOf(run).some((v) => v[0] === code) && view && view[2];
  if (known) return {frame: known, isWide: false};
  const points = landPoints(run);
  if (!points.length) return {frame: [43, 20, 84, 49], isWide: false};
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const low = (list: number[]) => Math.min(...list);
  const high = (list: number[]) => Math.max(...list);
  const pad = Math.max(0.3, (high(xs) - low(xs)) * 0.04);
  return {frame: [low(xs) - pad, low(ys) - pad, high(xs) + pad, high(ys) + pad], isWide: high(xs) - low(xs) > 90};
}

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
function decode(text: string): [number, number][] {
  const line: [number, number][] = [];
  let at = 0;
  const next = () => {
    let value = 0;
    let factor = 1;
    for (;;) {
      const digit = LETTERS.indexOf(text[at++]);
      value += (digit % 32) * factor;
      factor *= 32;
      if (digit < 32) return value % 2 ? -(value + 1) / 2 : value / 2;
    }
  };
  let x = 0;
  let y = 0;
  while (at < text.length) {
    x += next();
    y += next();
    line.push([x / basemap.scale, y / basemap.scale]);
  }
  return line;
}

// d3-geo takes what lies to the right of a ring for its inside: no ring here holds half the globe.
function ringOf(text: string): [number, number][] {
  const ring = decode(text);
  ring.push(ring[0]);
  return geoArea({type: 'Polygon', coordinates: [ring]}) > 2 * Math.PI ? ring.reverse() : ring;
}

let shapes: {land: object; lakes: object; borders: object; disputed: object} | undefined;
function baseShapes() {
  const polygons = (lines: string[]) => ({type: 'MultiPolygon', coordinates: lines.map((t) => [ringOf(t)])});
  const strokes = (lines: string[]) => ({type: 'MultiLineString', coordinates: lines.map(decode)});
  shapes = shapes || {
    land: polygons(basemap.land.concat(basemap.far)), lakes: polygons(basemap.lakes),
    borders: strokes(basemap.borders), disputed: strokes(basemap.disputed),
  };
  return shapes;
}

function projectionFor(run: Run, state: MapState, width: number, height: number): GeoProjection {
  const {frame: [west, south, east, north], isWide} = frameOf(run, state.view);
  const middle = (west + east) / 2;
  // A cone needs two parallels on one side of the equator.
  const projection = isWide || south < 2 ? geoNaturalEarth1().rotate([-middle, 0])
    : geoConicEqualArea().parallels([south + (north - south) / 6, north - (north - south) / 6]).rotate([-middle, 0]);
  const edge: [number, number][] = [];
  for (let i = 0; i <= 8; ++i) {
    const lon = west + (east - west) * i / 8;
    const lat = south + (north - south) * i / 8;
    edge.push([lon, south], [lon, north], [west, lat], [east, lat]);
  }
  projection.fitExtent([[4, 4], [width - 4, height - 4]], {type: 'MultiPoint', coordinates: edge});
  const scale = projection.scale() * state.zoom;
  const [x, y] = projection.translate();
  projection.scale(scale).translate([
    width / 2 + (x - width / 2) * state.zoom + state.dx * width,
    height / 2 + (y - height / 2) * state.zoom + state.dy * height,
  ]);
  projection.clipExtent([[-20, -20], [width + 20, height + 20]]);
  return projection;
}

/** TEU of a facility under the choices of the map, both directions together. */
export function amountOf(facility: Facility, state: MapState): number {
  if (state.cargo.indexOf('goods:') === 0) {
    const position = Number(state.cargo.slice(6));
    const found = (facility.cf || []).find((part) => part[0] === position);
    return found ? found[1] : 0;
  }
  const isAll = ['laden', 'empty', 'base'].indexOf(state.cargo) < 0;
  if (isAll && state.month >= 0) return facility.m?.[state.month] ?? 0;
  let sum = 0;
  for (const way of facility.ways || []) {
    if (state.cargo === 'laden') sum += way.l;
    else if (state.cargo === 'empty') sum += way.e;
    else if (state.cargo === 'base') sum += way.f;
    else sum += way.l + way.e + way.f;
  }
  return sum;
}

/** Highest load over capacity of its directions; nothing where no capacity is known. */
export function fullnessOf(facility: Facility, at: number): number | undefined {
  let most: number | undefined;
  const take = (value: number | null | undefined) => {
    if (typeof value === 'number' && (most === undefined || value > most)) most = value;
  };
  for (const way of facility.ways || []) {
    if (at >= 0) take(way.um ? way.um[at] : undefined);
    else (way.um || []).forEach(take);
  }
  return most;
}

export type Openness = 'open' | 'partly' | 'shut';
export function opennessOf(facility: Facility, at: number): Openness {
  const ways = (facility.ways || []).filter((way) => way.l + way.e + way.f > 0 || way.shut || way.o);
  if (!ways.length) return 'open';
  const shut = (way: Way) => (at >= 0 ? way.shut?.[at] === '1' : !!way.shut && way.shut.indexOf('0') < 0);
  if (ways.every(shut)) return 'shut';
  return ways.some((way) => (at >= 0 ? way.shut?.[at] === '1' : !!way.shut)) ? 'partly' : 'open';
}

const isLink = (f: Facility) => f.k === 'road link' || f.k === 'rail link' || f.k === 'sea link';
const isFerry = (f: Facility) => f.k === 'service' && /ferry|feeder/i.test(f.s + nameOf(f));
export const modeOf = (f: Facility): ModeName =>
  f.k === 'road link' ? 'road' : f.k === 'rail link' ? 'rail' : f.k === 'border' ? (f.mode as ModeName) : 'sea';

export function nameOf(f: Facility): string {
  if (f.k === 'border') return `${f.n || f.s} (${f.mode || 'border'})`;
  if (f.n) return portName(f.n);
  const name = f.ways && f.ways[0] && f.ways[0].n;
  return name ? (f.k === 'service' ? name.replace(/, from .*$/, '') : portName(name)) : f.s;
}

/** A capacity that is used up, to the digits that the tables print. */
export const FULL = 0.9995;

/** Step of the fullness scale: 0 = not known, 1 to 4 rising. */
export function stepOf(value: number | undefined): number {
  return value === undefined ? 0 : value <= 0.5 ? 1 : value <= 0.8 ? 2 : value < FULL ? 3 : 4;
}
export const STEPS = ['capacity not known', 'up to 50 % full', '50 to 80 %', '80 to 100 %', 'full or over capacity'];

export interface Drawn {facility: Facility; key: string; amount: number; change?: number}

/** What the map draws: every link, border and port of the run, with its TEU (or its change). */
export function drawnOf(runs: Run[], which: number | 'difference', other: number, state: MapState): Drawn[] {
  const run = runs[which === 'difference' ? other : which];
  const before: Record<string, Facility> = {};
  if (which === 'difference') runs[0].facilities.forEach((f) => { before[f.k + ' ' + f.s] = f; });
  const drawn: Drawn[] = [];
  const add = (facility: Facility, amount: number, change?: number) =>
    drawn.push({facility, key: facility.k + ' ' + facility.s, amount, change});
  for (const facility of run.facilities) {
    const amount = amountOf(facility, state);
    if (which !== 'difference') {
      add(facility, amount);
      continue;
    }
    const key = facility.k + ' ' + facility.s;
    const old = before[key];
    delete before[key];
    add(facility, amount, amount - (old ? amountOf(old, state) : 0));
  }
  for (const key of Object.keys(before)) add(before[key], 0, -amountOf(before[key], state));
  return drawn;
}

function coordinatesOf(f: Facility, positions: Record<string, [number, number]>): [number, number][] | undefined {
  if (isLink(f) || f.k === 'idle link') return f.p && f.p.length === 2 ? f.p : undefined;
  if (!isFerry(f)) return undefined;
  const way = f.ways && f.ways[0];
  const ends = way ? [positions[way.a], positions[way.b]] : [];
  return ends[0] && ends[1] ? (ends as [number, number][]) : undefined;
}

interface Box {x0: number; y0: number; x1: number; y1: number}
class Labels {
  private taken: Box[] = [];
  constructor(private width: number, private height: number) {}

  block(x: number, y: number, r: number): void {
    this.taken.push({x0: x - r, y0: y - r, x1: x + r, y1: y + r});
  }
  isFree(x0: number, y0: number, x1: number, y1: number): boolean {
    return !this.taken.some((b) => b.x0 < x1 && x0 < b.x1 && b.y0 < y1 && y0 < b.y1);
  }
  /** A place beside the symbol where nothing else stands, or none. */
  place(text: string, kind: string, x: number, y: number, r: number): {x: number; y: number} | undefined {
    const size = SIZES.name;
    const w = textWidth(text, kind) + 2;
    const gap = r + 3;
    const tries: [number, number][] = [
      [x + gap, y + size * 0.35], [x - gap - w, y + size * 0.35], [x - w / 2, y - gap], [x - w / 2, y + gap + size * 0.8],
      [x + gap * 0.7, y - gap * 0.7], [x + gap * 0.7, y + gap * 0.7 + size * 0.7],
      [x - gap * 0.7 - w, y - gap * 0.7], [x - gap * 0.7 - w, y + gap * 0.7 + size * 0.7],
    ];
    for (const [left, base] of tries) {
      const box = {x0: left, y0: base - size, x1: left + w, y1: base + size * 0.25};
      if (box.x0 < 3 || box.y0 < 3 || box.x1 > this.width - 3 || box.y1 > this.height - 3) continue;
      if (!this.isFree(box.x0, box.y0, box.x1, box.y1)) continue;
      this.taken.push(box);
      return {x: left, y: base};
    }
    return undefined;
  }
}

export interface MapPicture {node: Node_; scaleMost: number; unit: string}

/** The map as an SVG of the given size. */
export function drawMap(runs: Run[], which: number | 'difference', other: number, state: MapState,
                        width: number, height: number, interactive: boolean): MapPicture {
  const run = runs[which === 'difference' ? other : which];
  const projection = projectionFor(run, state, width, height);
  const path = geoPath(projection).digits(1);
  const line = (object: object) => path(object as never) || undefined;
  const base = baseShapes();
  const isDifference = which === 'difference';
  const all = drawnOf(runs, which, other, state);
  const positions: Record<string, [number, number]> = {};
  run.places.forEach((p) => { positions[p[0]] = [p[3], p[4]]; });
  const size = (d: Drawn) => (isDifference ? Math.abs(d.change || 0) : d.amount);
  const least = isDifference ? 20 : 0.5;

  const flows = all.filter((d) => (isLink(d.facility) || isFerry(d.facility)) && state.modes.indexOf(modeOf(d.facility)) >= 0 && size(d) >= least)
    .sort((a, b) => size(a) - size(b));
  // Widths are told by land flows: the trunk of the ocean would dwarf them.
  const most = flows.filter((d) => d.facility.k !== 'sea link').reduce((top, d) => Math.max(top, size(d)), 1);
  const widest = Math.max(7, Math.min(15, width / 70));
  const widthOf = (d: Drawn) => Math.min(widest, Math.max(0.7, widest * Math.sqrt(size(d) / most)));
  const colourOf = (d: Drawn) => isDifference ? `var(--${(d.change || 0) > 0 ? 'more' : 'less'})`
    : state.colour === 'mode' ? `var(--${{road: 'road', rail: 'rail', sea: isFerry(d.facility) ? 'ferry' : 'sea-mode'}[modeOf(d.facility)]})`
      : `var(--u${stepOf(fullnessOf(d.facility, state.month))})`;

  const labels = new Labels(width, height);
  const lanes: Node_[] = [];
  const casings: Node_[] = [];
  const strokes: Node_[] = [];
  const idle = all.filter((d) => d.facility.k === 'idle link' && state.modes.indexOf(d.facility.mode as ModeName) >= 0);
  const hits: Node_[] = [];
  for (const d of flows) {
    const ends = coordinatesOf(d.facility, positions);
    const shape = ends && line({type: 'LineString', coordinates: ends});
    if (!shape) continue;
    const isSea = d.facility.k === 'sea link';
    const w = isSea ? Math.min(4.5, widthOf(d) * 0.6) : widthOf(d);
    if (!isSea && w > 1.5) casings.push(h('path', {class: 'case', d: shape, 'stroke-width': (w + 1.6).toFixed(1)}));
    (isSea ? lanes : strokes).push(h('path', {
      class: isSea ? 'flow seaway' : 'flow', d: shape, stroke: colourOf(d), 'stroke-width': w.toFixed(1),
      ...(interactive ? {'data-flow': d.key, 'data-teu': size(d).toFixed(1)} : {}),
    }));
    if (interactive) hits.push(h('path', {class: 'hit', d: shape, 'stroke-width': Math.max(10, w + 4).toFixed(0), 'data-key': d.key, role: 'button', tabindex: -1, 'aria-label': describe(d, state, isDifference)}));
  }
  const layers: Node_[] = [
    h('rect', {class: 'water', x: 0, y: 0, width, height}),
    h('g', {}, lanes),  // under the land: a straight lane says nothing of the way around it
    h('path', {class: 'land', d: line(base.land)}),
    h('path', {class: 'lake', d: line(base.lakes)}),
    h('path', {class: 'line', d: line(base.borders)}),
    h('path', {class: 'line disputed', d: line(base.disputed)}),
    h('path', {class: 'idle', d: line({type: 'MultiLineString', coordinates: idle.map((d) => d.facility.p)})}),
    h('g', {}, casings), h('g', {}, strokes), h('g', {class: 'hits'}, hits),
  ];
  const signs = drawSigns(all, state, projection, width, height, labels, isDifference, size, colourOf, interactive);
  const countries = drawCountryNames(projection, width, height, labels);
  layers.push(...countries, ...signs.nodes, ...drawSignNames(signs.names, width, labels));
  layers.push(...drawCities(run, projection, width, height, labels));
  const node = h('svg', {
    class: 'fig map', viewBox: `0 0 ${width} ${height}`, width, height, xmlns: 'http://www.w3.org/2000/svg', role: 'group',
    'aria-label': 'Map of flows. Use the list of places to open the card of any place or link.',
  }, layers);
  return {node, scaleMost: most, unit: state.month >= 0 ? 'TEU a month' : 'TEU'};
}

export function describe(d: Drawn, state: MapState, isDifference: boolean): string {
  const name = nameOf(d.facility);
  if (isDifference) return `${name}: ${d.change! > 0 ? 'plus' : 'minus'} ${brief(Math.abs(d.change!))} TEU`;
  const full = fullnessOf(d.facility, state.month);
  return `${name}: ${brief(d.amount)} TEU${full === undefined ? '' : `, ${fullness(full)} of capacity`}`;
}

const inside = (p: [number, number] | null, width: number, height: number, margin = 0): p is [number, number] =>
  !!p && p[0] > -margin && p[1] > -margin && p[0] < width + margin && p[1] < height + margin;

function drawCountryNames(projection: GeoProjection, width: number, height: number, labels: Labels): Node_[] {
  const nodes: Node_[] = [];
  for (const [name, lon, lat, isSea] of basemap.labels as [string, number, number, number][]) {
    const p = projection([lon, lat]);
    const kind = isSea ? 'seaname' : 'country';
    const w = textWidth(name, kind);
    if (!inside(p, width, height) || p[0] - w / 2 < 4 || p[0] + w / 2 > width - 4) continue;
    const y = [0, -11, 11, -22, 22].map((dy) => p[1] + dy).find((at) => labels.isFree(p[0] - w / 2, at - 10, p[0] + w / 2, at + 3));
    if (y === undefined) continue;
    nodes.push(h('text', {class: kind, x: p[0].toFixed(1), y: y.toFixed(1)}, name));
    for (let x = p[0] - w / 2 + 4; x < p[0] + w / 2; x += 8) labels.block(x, y - 4, 5);
  }
  return nodes;
}

interface SignName {isPort: boolean; x: number; y: number; r: number; weight: number; text: string}

// Ports as squares, borders as diamonds, sized by TEU; shut ones crossed out.
function drawSigns(all: Drawn[], state: MapState, projection: GeoProjection, width: number, height: number, labels: Labels,
                   isDifference: boolean, size: (d: Drawn) => number, colourOf: (d: Drawn) => string, interactive: boolean): {nodes: Node_[]; names: SignName[]} {
  const signs = all.filter((d) => (d.facility.k === 'port' || (d.facility.k === 'border' && state.modes.indexOf(modeOf(d.facility)) >= 0)) && d.facility.p);
  const most = (kind: string) => signs.filter((d) => d.facility.k === kind).reduce((top, d) => Math.max(top, size(d)), 1);
  const top: Record<string, number> = {port: most('port'), border: most('border')};
  const radius = (d: Drawn) => (d.facility.k === 'port' ? 5 : 3) + 8 * Math.sqrt(size(d) / top[d.facility.k]);
  const nodes: Node_[] = [];
  const names: SignName[] = [];
  for (const d of signs.sort((a, b) => size(b) - size(a))) {
    const p = projection(d.facility.p![0]);
    if (!inside(p, width, height, 4)) continue;
    const openness = opennessOf(d.facility, state.month);
    if (isBlank(d) && openness === 'open' && d.facility.role !== 'gateway') continue;
    const r = radius(d);
    const shape = d.facility.k === 'port'
      ? h('rect', {class: isBlank(d) ? 'sign blank' : 'sign', x: (p[0] - r * 0.85).toFixed(1), y: (p[1] - r * 0.85).toFixed(1), width: (r * 1.7).toFixed(1), height: (r * 1.7).toFixed(1), rx: 1.5, fill: signColour(d)})
      : h('path', {class: isBlank(d) ? 'sign blank' : 'sign', d: `M${p[0].toFixed(1)},${(p[1] - r).toFixed(1)}l${r.toFixed(1)},${r.toFixed(1)} ${(-r).toFixed(1)},${r.toFixed(1)} ${(-r).toFixed(1)},${(-r).toFixed(1)}z`, fill: signColour(d)});
    const children: Node_[] = [shape];
    if (openness !== 'open') children.push(...cross(p[0], p[1], openness));
    nodes.unshift(h('g', interactive ? {
      role: 'button', tabindex: -1, 'data-key': d.key, 'data-teu': size(d).toFixed(1), 'data-open': openness,
      'aria-label': describe(d, state, isDifference) + (openness === 'open' ? '' : openness === 'shut' ? ', shut' : ', shut for a part of the time'),
    } : {}, children));
    labels.block(p[0], p[1], openness === 'open' ? r : Math.max(r, 7));
    names.push({isPort: d.facility.k === 'port', x: p[0], y: p[1], r: openness === 'open' ? r : Math.max(r, 7), text: shortName(d.facility.n || d.facility.s),
                weight: (d.facility.k === 'port' ? 1 : 0) + size(d) / top[d.facility.k] + (d.facility.role === 'gateway' ? 9 : 0) + (openness === 'shut' ? 3 : 0)});
  }
  function isBlank(d: Drawn): boolean {
    return size(d) < (isDifference ? 20 : 0.5);
  }
  function signColour(d: Drawn): string {
    return isBlank(d) ? 'var(--paper)' : isDifference || state.colour === 'fullness' || d.facility.k === 'border' ? colourOf(d) : 'var(--ink)';
  }
  return {nodes, names};
}

function drawSignNames(names: SignName[], width: number, labels: Labels): Node_[] {
  const texts: Node_[] = [];
  const seen: string[] = [];
  for (const n of names.sort((a, b) => b.weight - a.weight).slice(0, Math.round(width / 36))) {
    const kind = n.isPort ? 'name port' : 'name';
    const spot = seen.indexOf(n.text) < 0 && labels.place(n.text, kind, n.x, n.y, n.r);
    if (!spot) continue;
    seen.push(n.text);
    texts.push(h('text', {class: kind, x: spot.x.toFixed(1), y: spot.y.toFixed(1)}, n.text));
  }
  return texts;
}

function cross(x: number, y: number, openness: Openness): Node_[] {
  const arm = 3.2;
  const disc = h('circle', {class: 'shutback', cx: x.toFixed(1), cy: y.toFixed(1), r: 6.2, 'stroke-dasharray': openness === 'partly' ? '2 2' : undefined});
  const lines = `M${(x - arm).toFixed(1)},${(y - arm).toFixed(1)}l${2 * arm},${2 * arm}` +
    (openness === 'shut' ? `m0,${-2 * arm}l${-2 * arm},${2 * arm}` : '');
  return [disc, h('path', {class: 'shut', d: lines})];
}

// The inland places that send or get most boxes.
function drawCities(run: Run, projection: GeoProjection, width: number, height: number, labels: Labels): Node_[] {
  const where: Record<string, [number, number]> = {};
  run.places.forEach((p) => { where[p[1]] = [p[3], p[4]]; });
  const sum = (parts: [string, number][]) => parts.reduce((total, part) => total + part[1], 0);
  const nodes: Node_[] = [];
  const cities = run.catchments.filter((c) => where[c[0]]).sort((a, b) => sum(b[1]) - sum(a[1])).slice(0, Math.round(width / 30));
  for (const [name] of cities) {
    const p = projection(where[name]);
    if (!inside(p, width, height)) continue;
    const spot = labels.place(shortName(name), 'name', p[0], p[1], 2.5);
    nodes.push(h('circle', {class: 'city', cx: p[0].toFixed(1), cy: p[1].toFixed(1), r: 2.2}));
    if (spot) nodes.push(h('text', {class: 'name', x: spot.x.toFixed(1), y: spot.y.toFixed(1)}, shortName(name)));
  }
  return nodes;
}

/** The legend as a row of its own SVG. */
export function drawLegend(state: MapState, isDifference: boolean, most: number, width: number): Node_ {
  const items: {node: (x: number) => Node_; text: string}[] = [];
  const swatch = (colour: string, text: string) =>
    items.push({node: (x) => h('rect', {x, y: -9, width: 16, height: 10, rx: 2, fill: colour}), text});
  if (isDifference) {
    swatch('var(--more)', 'more boxes than in the base');
    swatch('var(--less)', 'fewer');
  } else if (state.colour === 'mode') {
    swatch('var(--road)', 'road');
    swatch('var(--rail)', 'rail');
    swatch('var(--ferry)', 'ferry');
    swatch('var(--sea-mode)', 'sea lane');
  } else {
    STEPS.forEach((text, i) => swatch(`var(--u${i})`, text));
  }
  items.push({node: (x) => h('path', {d: `M${x},-4h18`, stroke: 'var(--soft)', 'stroke-width': 7, 'stroke-linecap': 'round'}), text: `${brief(most)} TEU${state.month >= 0 ? ' a month' : ''}`});
  items.push({node: (x) => h('path', {d: `M${x},-4h18`, stroke: 'var(--soft)', 'stroke-width': 2.2, 'stroke-linecap': 'round'}), text: brief(most / 10)});
  items.push({node: (x) => h('path', {d: `M${x},-4h18`, stroke: 'var(--soft)', 'stroke-width': 2.5, 'stroke-dasharray': '1 5', 'stroke-linecap': 'round'}), text: 'sea lane (drawn straight)'});
  items.push({node: (x) => h('rect', {x: x + 3, y: -10, width: 11, height: 11, rx: 1.5, fill: 'var(--soft)'}), text: 'port'});
  items.push({node: (x) => h('path', {d: `M${x + 8},-11l7,7-7,7-7-7z`, fill: 'var(--soft)'}), text: 'border post'});
  items.push({node: (x) => h('g', {class: 'map'}, cross(x + 8, -4, 'shut')), text: 'shut'});
  items.push({node: (x) => h('g', {class: 'map'}, cross(x + 8, -4, 'partly')), text: 'shut for a part of the time'});
  let x = 0;
  let y = 14;
  const nodes: Node_[] = [];
  for (const item of items) {
    const need = Math.round(24 + textWidth(item.text, 'small') + 18);
    if (x > 0 && x + need > width) {
      x = 0;
      y += 20;
    }
    nodes.push(h('g', {transform: `translate(0,${y})`}, item.node(x), h('text', {class: 'small', x: x + 24, y: 0}, item.text)));
    x += need;
  }
  return h('svg', {class: 'fig', viewBox: `0 0 ${width} ${y + 8}`, width, height: y + 8, xmlns: 'http://www.w3.org/2000/svg', 'aria-hidden': 'true'}, nodes);
}

/** What the map says in words, for its caption. */
export function captionOf(run: Run, state: MapState, change = ''): string {
  const cargo = state.cargo === 'all' ? 'laden boxes, empties and fixed base loads' : state.cargo === 'laden' ? 'laden boxes'
    : state.cargo === 'empty' ? 'empty boxes' : state.cargo === 'base' ? 'fixed base loads' : `laden boxes with ${goods(run.goods[Number(state.cargo.slice(6))])}`;
  const months = monthsOf(run);
  const when = state.month >= 0 ? month(months[state.month]) : months.length ? `${month(months[0])} to ${month(months[months.length - 1])}` : 'the period';
  if (change) return `Width: ${change} in TEU of ${cargo}, both directions, ${state.month >= 0 ? 'in that month of either period' : 'over either period'}. `;
  return `Width: TEU of ${cargo}, both directions, ${when}. ` +
    (state.month >= 0 ? 'Colour: load over capacity of the fuller direction in that month.' : 'Colour: load over capacity of the fuller direction in its fullest month.');
}
