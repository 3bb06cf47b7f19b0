// The card of a place or link: its numbers, months, goods, grades and sources.

import {Cell, Facility, monthsOf, Run, Way} from './data';
import {count, fullness, goods, GRADES, month, percent, shortName} from './format';
import {nameOf, opennessOf} from './map';
import {textWidth} from './measure';
import {h, Node_} from './node';
import {Column, table} from './parts';

const KINDS: Record<string, string> = {
  'road link': 'road', 'rail link': 'railway', 'sea link': 'sea lane', border: 'border post', port: 'port',
  service: 'scheduled service', 'transit control': 'control of transit', 'idle link': 'link without boxes', 'idle point': 'place without boxes',
};

/** `before`: the same facility in the base, when a difference is shown. */
export function cardOf(run: Run, facility: Facility, before: Facility | undefined, labels: [string, string]): Node_[] {
  const ways = facility.ways || [];
  const nodes: Node_[] = [
    h('h3', {dir: 'auto', tabindex: -1}, nameOf(facility)),
    h('p', {class: 'soft small'}, [KINDS[facility.k] || facility.k, facility.km ? `${count(facility.km, 1)} km` : '', facility.role || ''].filter(Boolean).join(' · ')),
  ];
  const openness = opennessOf(facility, -1);
  if (openness !== 'open') nodes.push(h('p', {}, openness === 'shut' ? 'Shut for the whole period.' : `Shut for all or most of: ${shutMonths(facility, run)}.`));
  if (ways.length) nodes.push(amounts(run, facility, before, labels));
  if (facility.m) nodes.push(h('h4', {}, 'TEU by month, both directions'), bars(facility.m, monthsOf(run)));
  nodes.push(...goodsOf(run, facility), ...evidence(facility));
  const place = run.places.find((p) => p[0] === facility.s);
  if (place && place[6]) nodes.push(h('p', {class: 'small'}, `Position: grade ${place[5]} (${GRADES[place[5] || '']}), source ${place[6]}`));
  return nodes;
}

/** The card of a service, leg by leg and way by way: each leg has room of its own. */
export function legsCardOf(run: Run, legs: Facility[]): Node_[] {
  const place = (slug: string) => shortName(run.places.find((p) => p[0] === slug)?.[1] || slug);
  const ways = legs.reduce((list: Way[], leg) => list.concat(leg.ways || []), []);
  const rooms = ways.map((w) => w.cap).filter((cap): cap is number => typeof cap === 'number');
  // Departures are alike all along, so one capacity serves for all legs as a rule.
  const isOneRoom = rooms.every((cap) => cap === rooms[0]);
  const columns: Column[] = [{name: 'leg', isText: true}, {name: 'laden'}, {name: 'empty'}, {name: 'full'}];
  const rows = ways.map((w) => [`${place(w.a)} → ${place(w.b)}`, count(w.l), count(w.e), typeof w.u === 'number' ? fullness(w.u) : null] as Cell[]);
  if (!isOneRoom) {
    columns.push({name: 'room'});
    rows.forEach((row, i) => row.push(typeof ways[i].cap === 'number' ? count(ways[i].cap!) : null));
  }
  const room = isOneRoom && rooms.length ? ` · room for ${count(rooms[0])} on each leg and way` : '';
  const nodes: Node_[] = [
    h('h3', {dir: 'auto', tabindex: -1}, nameOf(legs[0])),
    h('p', {class: 'soft small'}, `${KINDS[legs[0].k] || legs[0].k} · ${legs.length} ${legs.length === 1 ? 'leg' : 'legs'} · amounts in ${legs[0].per || 'TEU'}${room}`),
    table(columns, rows, `Amounts of ${nameOf(legs[0])} by leg`),
  ];
  return nodes.concat(goodsOf(run, legs[0], ' over all legs'), evidence(legs[0]));
}

function goodsOf(run: Run, facility: Facility, where = ''): Node_[] {
  if (!facility.cf?.length) return [];
  const parts = facility.cf.slice().sort((a, b) => b[1] - a[1]);
  const sum = parts.reduce((total, p) => total + p[1], 0);
  return [table([{name: 'goods, laden', isText: true}, {name: `TEU${where}`}, {name: 'share', isText: false}],
    parts.slice(0, 8).map(([i, teu]) => [goods(run.goods[i]), teu, percent(teu / sum, 0)]), 'Goods')];
}

function shutMonths(facility: Facility, run: Run): string {
  const months = monthsOf(run);
  const shut = months.filter((_, i) => (facility.ways || []).some((w) => w.shut?.[i] === '1'));
  return shut.length > 3 ? `${month(shut[0])} to ${month(shut[shut.length - 1])} (${shut.length} months)` : shut.map(month).join(', ');
}

function amounts(run: Run, facility: Facility, before: Facility | undefined, labels: [string, string]): Node_ {
  const ways = facility.ways!;
  const columns: Column[] = [{name: '', isText: true}];
  ways.forEach((_, i) => {
    const end = run.places.find((p) => p[0] === ways[i].b);
    const name = ways.length === 1 ? 'TEU' : `to ${shortName(end ? end[1] : ways[i].b)}`;
    if (before) columns.push({name: `${name}, ${labels[0]}`});
    columns.push({name: before ? `${name}, ${labels[1]}` : name});
  });
  const row = (label: string, of: (w: Way) => string | null) => {
    const cells: (string | null)[] = [label];
    ways.forEach((w, i) => {
      const old = before?.ways?.[i];
      if (before) cells.push(old ? of(old) : null);
      cells.push(of(w));
    });
    return cells;
  };
  const unit = facility.per || '';
  const rows = [row('laden TEU', (w) => count(w.l)), row('empty TEU', (w) => count(w.e))];
  if (ways.some((w) => w.f > 0)) rows.push(row('base load TEU', (w) => count(w.f)));
  if (ways.some((w) => typeof w.cap === 'number')) {
    rows.push(row(`load, ${unit}`, (w) => count((w.load || 0) + (w.base || 0))), row(`capacity, ${unit}`, (w) => (typeof w.cap === 'number' ? count(w.cap) : null)),
      row('load over capacity', (w) => (typeof w.u === 'number' ? fullness(w.u) : null)));
  }
  const peakOf = (w: Way) => (w.um || []).reduce((most: number | null, u) => (typeof u === 'number' && (most === null || u > most) ? u : most), null);
  if (ways.some((w) => w.um)) {
    rows.push(row('in the fullest month', (w) => {
      const peak = peakOf(w);
      return peak === null ? null : `${fullness(peak)}, ${month(monthsOf(run)[w.um!.indexOf(peak)])}`;
    }));
  }
  return table(columns, rows, `Amounts of ${nameOf(facility)}`);
}

function bars(sums: number[], months: string[]): Node_ {
  const most = Math.max(...sums, 1);
  const width = 300;
  const cell = width / months.length;
  return h('svg', {class: 'fig', viewBox: `0 0 ${width} 84`, width, height: 84, role: 'img', 'aria-label': `TEU by month: ${sums.map((s, i) => `${month(months[i])} ${count(s)}`).join(', ')}`},
    sums.map((s, i) => h('rect', {x: (i * cell + 1).toFixed(1), y: (68 - s / most * 54).toFixed(1), width: (cell - 2).toFixed(1), height: (s / most * 54).toFixed(1), fill: 'var(--rail)'})),
    months.map((m, i) => (months.length <= 12 || i % 3 === 0) && h('text', {class: 'tiny soft mid', x: ((i + 0.5) * cell).toFixed(1), y: 80}, month(m).slice(0, months.length <= 12 ? 1 : 3))),
    h('text', {class: 'tiny soft', x: Math.min(width - textWidth(count(most), 'tiny'), Math.max(0, sums.indexOf(most) * cell)).toFixed(1), y: 10}, count(most)));
}

function evidence(facility: Facility): Node_[] {
  const nodes: Node_[] = [];
  if (facility.g) nodes.push(h('p', {class: 'small'}, `Capacity: grade ${facility.g} (${GRADES[facility.g]})${facility.c ? '; circular: derived from throughput, so it cannot tell when this fills' : ''}.`));
  if (facility.src) nodes.push(h('p', {class: 'small'}, `Source: ${facility.src.split(';').join('; ')} (keys of sources.csv in the data pack).`));
  nodes.push(h('p', {class: 'small soft'}, `Row ${facility.s}`));
  return nodes;
}
