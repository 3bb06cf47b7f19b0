// The page: sections in the order of a planner's questions, and what its controls do.

import {cardOf, legsCardOf} from './card';
import {drawCatchments, drawFilling, drawGrades, drawLanded, drawPorts, drawScorecard, drawShareChanges, drawShares, drawStairs, drawSwings, drawWaterfall, fillingsOf, gatewayName, ownGateways, partsOf, scorecardInWords, sharesOf, stairsOf, swingsOf, totalOf} from './charts';
import {Cell, Facility, letterOf, measure, measuresOf, monthsOf, Pair, readData, rowsOf, Run} from './data';
import {COMPONENTS, count, fullness, goods, measureName, month, percent, portName, shortName, signed} from './format';
import {BORDERS_NOTE, sourceOf} from './figures';
import {captionOf, drawLegend, drawMap, drawnOf, MapState, ModeName, nameOf, START, viewsOf} from './map';
import {h, Node_, toElement} from './node';
import {Column, figure, fill, fold, table} from './parts';
import {headlineOf, runLabel, tilesOf, warningsOf} from './story';
import {DARK, FIGURE_CSS, LIGHT} from './theme';

const data = readData(document.getElementById('data')!.textContent!);
const isComparison = data.runs.length > 1;

/** Which run the sections show; the map may show a difference instead. */
let shown = data.runs.length - 1;
let isDifference = isComparison;
let map: MapState = {...START, modes: START.modes.slice()};
let selected = '';
let pairIndex = -1;
let viaA = 0;
let viaB = -1;  // not chosen yet
let fillingRows = 20;

const run = (): Run => data.runs[shown];
const base = (): Run => data.runs[0];
const letter = (i: number) => (isComparison ? letterOf(i) : '');
const say = (id: string, text: string) => { document.getElementById(id)!.textContent = text; };

// ---------------------------------------------------------------------------------- skeleton

const SECTIONS: [string, string][] = [];
const renders: (() => void)[] = [];

function section(id: string, short: string, title: string, lead: string): HTMLElement {
  SECTIONS.push([id, short]);
  const element = toElement(h('section', {id, 'aria-labelledby': `${id}-title`}, h('h2', {id: `${id}-title`}, title), h('p', {class: 'lead'}, lead))) as HTMLElement;
  document.getElementById('content')!.appendChild(element);
  return element;
}

/** A part of a section that is drawn anew when the run or the width changes. */
function part(parent: Element, render: (box: HTMLElement) => void): () => void {
  const box = document.createElement('div');
  parent.appendChild(box);
  const draw = () => render(box);
  renders.push(draw);
  return draw;
}

// On paper figures are drawn for the sheet, not shrunk from the screen: A4 less its margins.
const PAPER = 688;
let isPrinting = false;
const widthOf = (box: Element, most = 1200) => (isPrinting ? Math.min(most, PAPER) : Math.max(280, Math.min(most, Math.floor(box.getBoundingClientRect().width) || 700)));
const half = (box: Element) => (window.innerWidth > 900 && !isPrinting ? Math.floor((widthOf(box, 1240) - 36) / 2) : widthOf(box));

function addStyles(): void {
  const list = (colours: Record<string, string>) => Object.keys(colours).map((name) => `--${name}:${colours[name]}`).join(';');
  const style = document.createElement('style');
  style.textContent = `:root{${list(LIGHT)}}@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${list(DARK)}}}` +
    `@media screen{:root[data-theme=dark]{${list(DARK)}}}${FIGURE_CSS}`;
  document.head.appendChild(style);
}

// ---------------------------------------------------------------------------------- top

function renderTop(): void {
  const top = document.getElementById('top')!;
  const chosen = run();
  const warnings = data.runs.reduce((list: Node_[], r, i) => list.concat(warningsOf(r, letter(i))), []);
  const titles = isComparison ? data.runs.map((_, i) => runLabel(data, i)).join('   ·   ') : chosen.title;
  const months = monthsOf(chosen);
  fill(top,
    h('h1', {dir: 'auto'}, titles + (isComparison || !months.length ? '' : ` · ${month(months[0])} to ${month(months[months.length - 1])}`)),
    h('p', {class: 'headline', dir: 'auto', id: 'headline'}, isComparison ? changeHeadline() : headlineOf(chosen)),
    warnings.length > 0 && h('ul', {class: 'warnings', 'aria-label': 'Warnings'}, warnings),
    isComparison ? undefined : h('ul', {class: 'tiles', 'aria-label': 'Key figures'}, tilesOf(chosen).map((t) => h('li', {'data-measure': t.measure}, h('b', {}, t.value), h('span', {}, t.label)))));
}

function changeHeadline(): string {
  const a = base().manifest.headline;
  const b = run().manifest.headline;
  if (!a || !b || shown === 0) return headlineOf(run());
  const lead = a.gateway === b.gateway ? `${shortName(b.gateway || 'no gateway')} stays the leading gateway`
    : `${shortName(b.gateway || 'no gateway')} takes the lead from ${shortName(a.gateway || 'no gateway')}`;
  const shift = `the corridor’s own ports go from ${percent(a.corridor_share)} to ${percent(b.corridor_share)} of the contestable boxes`;
  const paid = [measure(base(), 'landed_cost', 'all', 'money'), measure(run(), 'landed_cost', 'all', 'money')];
  const cost = paid[0] !== undefined && paid[1] !== undefined ? `; a mean TEU pays ${count(paid[1])} USD instead of ${count(paid[0])}` : '';
  return `From ${letterOf(0)} to ${letterOf(shown)}: ${lead}; ${shift}${cost}.`;
}

function renderNav(): void {
  const box = document.createElement('div');
  if (isComparison) {
    const group = toElement(h('fieldset', {class: 'runs'}, h('legend', {class: 'hidden'}, 'Run shown in the sections below'))) as HTMLElement;
    data.runs.forEach((r, i) => group.appendChild(choice('radio', 'run', letterOf(i), String(i), i === shown, () => {
      shown = i;
      isDifference = i > 0 && isDifference;
      renderAll();
    }, r.title)));
    box.appendChild(group);
  }
  for (const [id, short] of SECTIONS) box.appendChild(toElement(h('a', {href: `#${id}`}, short)));
  const theme = document.createElement('button');
  theme.type = 'button';
  theme.id = 'theme';
  theme.textContent = 'Light / dark';
  theme.addEventListener('click', () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
  });
  box.appendChild(theme);
  fill(document.getElementById('contents')!, box);
}

function choice(type: 'radio' | 'checkbox', name: string, text: string, value: string, isOn: boolean, change: (on: boolean) => void, hint = ''): HTMLElement {
  const label = toElement(h('label', {title: hint || undefined}, h('input', {type, name, value, checked: isOn ? '' : undefined}), text)) as HTMLElement;
  label.firstElementChild!.addEventListener('change', (event) => change((event.target as HTMLInputElement).checked));
  return label;
}

function selector(id: string, text: string, options: [string, string][], value: string, change: (value: string) => void): HTMLElement {
  const label = toElement(h('label', {}, h('span', {}, text), h('select', {id}, options.map(([v, t]) => h('option', {value: v, selected: v === value ? '' : undefined}, t))))) as HTMLElement;
  label.querySelector('select')!.addEventListener('change', (event) => change((event.target as HTMLSelectElement).value));
  return label;
}

// ---------------------------------------------------------------------------------- comparison

const KEY: [string, string, string, number, string][] = [
  ['contestable_teu', 'all', '', 0, 'TEU'], ['corridor_share', 'all', '', 1, 'share'], ['by_land_share', 'all', '', 1, 'share'],
  ['stranded_teu', 'all', '', 0, 'TEU'], ['landed_cost', 'all', 'money', 0, 'USD/TEU'], ['landed_cost', 'all', 'total', 0, 'USD/TEU'],
  ['door_to_door', 'all', 'mean', 0, 'h'], ['door_to_door', 'all', 'p95', 0, 'h'], ['distance', 'all', '', 0, 'km'], ['co2e', 'all', '', 0, 'kg/TEU'],
];

function addComparison(): void {
  const box = section('changes', 'What differs', 'What differs between the runs?', 'First what was put in, then what came out, the largest difference first.');
  part(box, (sides) => {
    const rows = KEY.map(([name, object, p, digits, unit]) => {
      const values = data.runs.map((r) => measure(r, name, object, p || undefined));
      const shows = values.map((v) => (v === undefined ? null : unit === 'share' ? percent(v) : count(v, digits)));
      return [`${measureName(name)}${p ? `, ${p}` : ''} (${unit === 'share' ? 'of contestable boxes' : unit})`, ...shows] as Cell[];
    });
    rows.unshift(['Leading gateway', ...data.runs.map((r) => shortName(r.manifest.headline?.gateway || '–'))],
      ['First over capacity', ...data.runs.map((r) => r.manifest.headline?.first_over_capacity?.facility || 'nothing')]);
    fill(sides, h('h3', {}, 'Side by side'), table([{name: 'measure', isText: true}, ...data.runs.map((_, i) => ({name: runLabel(data, i)}))], rows, 'Key measures of the runs side by side'));
  });
  for (const comparison of data.comparisons) {
    const title = `${runLabel(data, 0)} → ${runLabel(data, comparison.run)}`;
    const holder = document.createElement('div');
    box.appendChild(holder);
    holder.appendChild(toElement(h('h3', {dir: 'auto'}, title)));
    const lines = comparison.inputs.map((line) => h('li', {dir: 'auto'}, line));
    holder.appendChild(toElement(h('div', {}, h('p', {class: 'small soft'}, lines.length ? `${lines.length} inputs differ:` : 'No input differs.'), h('ul', {class: 'plain small'}, lines.slice(0, 12)),
      lines.length > 12 && fold(`All ${lines.length} inputs that differ`, h('ul', {class: 'plain small'}, lines)))));
    part(holder, (f) => fill(f, figure(`gains-${comparison.run}`, 'Which gateways gain and lose', [drawShareChanges(data.runs, comparison.run, widthOf(f, 900))],
      'Change of the share of contestable boxes, in points of percent. Bold: ports of the corridor.', sourceOf(data.runs[comparison.run]))));
    holder.appendChild(toElement(differences(comparison.differences.rows, comparison.differences.columns, comparison.differences.total)));
  }
}

function differences(rows: Cell[][], columns: string[], total: number): Node_ {
  const at = (row: Cell[], name: string) => row[columns.indexOf(name)];
  const number = (v: Cell, unit: string) => (typeof v !== 'number' ? (v === null ? '–' : String(v)) : unit === 'share' ? percent(v) : count(v, Math.abs(v) < 10 ? 1 : 0));
  const line = (row: Cell[]): Cell[] => {
    const unit = String(at(row, 'unit') || '');
    const change = at(row, 'change');
    const relative = at(row, 'relative');
    const isFull = at(row, 'measure') === 'peak_utilisation';
    const show = (v: Cell) => (isFull && typeof v === 'number' ? fullness(v) : number(v, unit));
    return [measureName(String(at(row, 'measure'))), [at(row, 'object'), at(row, 'part')].filter((v) => v !== null && v !== 'all').map((v) => COMPONENTS[String(v)] || String(v)).join(': ') || 'all boxes',
      show(at(row, 'before')), show(at(row, 'after')),
      typeof change !== 'number' ? '' : unit === 'share' && !isFull ? `${signed(change * 100, 1)} pt` : signed(isFull ? change * 100 : change, Math.abs(change) < 10 && !isFull ? 1 : 0) + (isFull ? ' pt' : ''),
      typeof relative === 'number' ? `${signed(relative * 100)} %` : '', unit === 'name' ? '' : unit === 'share' ? (isFull ? 'of capacity' : 'share') : unit];
  };
  const head: Column[] = [{name: 'measure', isText: true}, {name: 'of', isText: true}, {name: 'before'}, {name: 'after'}, {name: 'change'}, {name: 'in %'}, {name: 'unit', isText: true}];
  // What one run does not know cannot be ranked: it follows the rest.
  const isKnown = (row: Cell[]) => at(row, 'unit') === 'name' || typeof at(row, 'change') === 'number';
  const ranked = rows.filter(isKnown).concat(rows.filter((row) => !isKnown(row)));
  const first = ranked.slice(0, 15).map(line);
  return h('div', {class: 'differences'}, h('p', {class: 'small soft'}, `${count(total)} results differ, largest first:`), table(head, first, 'Results that differ, largest first'),
    rows.length > 15 && fold(`The first ${count(rows.length)} of ${count(total)}`, table(head, ranked.map(line), 'More results that differ')));
}

// ---------------------------------------------------------------------------------- map

function addMap(): void {
  const box = section('map', 'Map', isComparison ? 'Where do the boxes go, and where does that change?' : 'Where do the boxes go, and where is it tight?',
    'Select a line, a port or a border post for its numbers, grades and sources. Keys: arrows move from one to the next by size, Enter opens.');
  const controls = document.createElement('div');
  controls.className = 'controls';
  const stage = toElement(h('div', {class: 'stage'}, h('div', {}, h('div', {class: 'mapbox'}), h('div', {id: 'legend'}), h('p', {class: 'small soft', id: 'map-caption'})), h('aside', {class: 'card', id: 'card', hidden: '', 'aria-label': 'Card of a place or link'}))) as HTMLElement;
  box.append(controls, stage, toElement(h('p', {class: 'hidden', id: 'map-live', 'aria-live': 'polite'})));
  addMapControls(controls);
  const mapbox = stage.querySelector('.mapbox') as HTMLElement;
  addPointer(mapbox);
  const draw = () => renderMap(mapbox);
  renders.push(draw);
  renderMapOnly = () => { draw(); renderCard(); };
}

let renderMapOnly: () => void = () => undefined;

function addMapControls(box: HTMLElement): void {
  const all = data.runs.reduce((list: string[], r) => list.concat(r.goods.filter((g) => list.indexOf(g) < 0)), []);
  const modes = toElement(h('fieldset', {}, h('legend', {}, 'Modes'))) as HTMLElement;
  for (const mode of ['road', 'rail', 'sea'] as ModeName[]) {
    modes.appendChild(choice('checkbox', `mode-${mode}`, mode, mode, map.modes.indexOf(mode) >= 0, (on) => {
      map.modes = map.modes.filter((m) => m !== mode).concat(on ? [mode] : []);
      renderMapOnly();
    }));
  }
  box.appendChild(selector('view', 'Part of the world', viewsOf(run()), map.view, (v) => { map = {...map, view: v, zoom: 1, dx: 0, dy: 0}; renderMapOnly(); }));
  if (isComparison) {
    const options: [string, string][] = data.runs.map((_, i) => [String(i), runLabel(data, i)]);
    data.comparisons.forEach((c) => options.push([`d${c.run}`, `${letterOf(c.run)} − ${letterOf(0)}: the difference`]));
    box.appendChild(selector('scenario', 'Run or difference', options, isDifference ? `d${shown}` : String(shown), (v) => {
      isDifference = v[0] === 'd';
      shown = Number(v.replace('d', ''));
      document.querySelectorAll<HTMLInputElement>('input[name=run]').forEach((input) => { input.checked = input.value === String(shown); });
      renderAll();
    }));
  }
  box.appendChild(modes);
  const cargo: [string, string][] = [['all', 'all boxes'], ['laden', 'laden'], ['empty', 'empty'], ['base', 'base load of the ports']];
  box.appendChild(selector('cargo', 'Cargo', cargo.concat(all.map((g) => [`goods:${run().goods.indexOf(g)}`, `goods: ${goods(g)}`])), map.cargo, (v) => { map.cargo = v; syncMonth(); renderMapOnly(); }));
  box.appendChild(selector('month', 'Month', [['-1', 'the whole period'], ...monthsOf(run()).map((m, i) => [String(i), isComparison ? `month ${i + 1} (${month(m)})` : month(m)] as [string, string])], String(map.month), (v) => { map.month = Number(v); syncCargo(); renderMapOnly(); }));
  const colour = toElement(h('fieldset', {id: 'colour'}, h('legend', {}, 'Colour'))) as HTMLElement;
  for (const [value, text] of [['fullness', 'how full'], ['mode', 'mode']] as ['fullness' | 'mode', string][]) {
    colour.appendChild(choice('radio', 'colour', text, value, map.colour === value, () => { map.colour = value; renderMapOnly(); }));
  }
  box.appendChild(colour);
  addFinder(box);
}

// Months are known for all boxes together only; kinds of cargo only for the period.
function syncMonth(): void {
  if (map.cargo === 'all' || map.month < 0) return;
  map.month = -1;
  (document.getElementById('month') as HTMLSelectElement).value = '-1';
}
function syncCargo(): void {
  if (map.month < 0 || map.cargo === 'all') return;
  map.cargo = 'all';
  (document.getElementById('cargo') as HTMLSelectElement).value = 'all';
}

function addFinder(box: HTMLElement): void {
  const label = toElement(h('label', {}, h('span', {}, 'Find a place or link'), h('input', {type: 'search', id: 'find', list: 'names', autocomplete: 'off', placeholder: 'Torkham, Karachi, …'}), h('datalist', {id: 'names'}))) as HTMLElement;
  const names: Record<string, string> = {};
  for (const f of run().facilities) {
    const name = nameOf(f) + (f.k.indexOf('link') > 0 ? ` (${f.mode})` : f.k === 'service' ? ' (service)' : '');
    if (!names[name]) names[name] = `${f.k} ${f.s}`;
  }
  label.querySelector('datalist')!.append(...Object.keys(names).sort().map((name) => toElement(h('option', {value: name}))));
  const input = label.querySelector('input')!;
  input.addEventListener('change', () => {
    const typed = input.value.toLowerCase();
    // Ports and border posts before links, and what begins with the words before what holds them.
    const rank = (n: string) => (/^(port|border) /.test(names[n]) ? 0 : 1) + (n.toLowerCase().indexOf(typed) === 0 ? 0 : 2);
    const name = names[input.value] ? input.value : Object.keys(names).filter((n) => typed && n.toLowerCase().indexOf(typed) >= 0).sort((a, b) => rank(a) - rank(b))[0];
    if (name) select(names[name], true);
  });
  box.appendChild(label);
}

function renderMap(box: HTMLElement): void {
  document.getElementById('card')!.parentElement!.classList.toggle('open', !!selected);
  const width = widthOf(box, 1240);
  const height = Math.round(width < 600 ? width * 1.12 : Math.min(760, width * 0.62));
  const picture = drawMap(data.runs, isDifference ? 'difference' : shown, shown, map, width, height, true);
  fill(box, picture.node);
  box.appendChild(zoomButtons());
  const legend = drawLegend(map, isDifference, picture.scaleMost, width);
  fill(document.getElementById('legend')!, legend);
  (document.getElementById('colour') as HTMLFieldSetElement).disabled = isDifference;
  const words = captionOf(run(), map, isDifference ? `change from ${letterOf(0)} to ${letterOf(shown)}` : '');
  say('map-caption', `${words} Sea lanes run straight, not along shipping routes, and thinner than land flows. ${BORDERS_NOTE}`);
  wireMap(box);
}

function zoomButtons(): HTMLElement {
  const box = document.createElement('div');
  box.className = 'zoom';
  const button = (text: string, label: string, act: () => void) => {
    const b = toElement(h('button', {type: 'button', 'aria-label': label, 'data-zoom': text}, text)) as HTMLElement;
    b.addEventListener('click', () => {
      act();
      renderMapOnly();
      document.querySelector<HTMLElement>(`[data-zoom="${text}"]`)?.focus();
    });
    box.appendChild(b);
  };
  const zoom = (factor: number) => { map = {...map, zoom: Math.min(16, Math.max(0.5, map.zoom * factor)), dx: map.dx * factor, dy: map.dy * factor}; };
  button('+', 'Zoom in', () => zoom(1.5));
  button('−', 'Zoom out', () => zoom(1 / 1.5));
  button('⟲', 'Back to the whole view', () => { map = {...map, zoom: 1, dx: 0, dy: 0}; });
  return box;
}

function wireMap(box: HTMLElement): void {
  const marks = Array.from(box.querySelectorAll<SVGElement>('[data-key]'));
  const teu: Record<string, number> = {};
  box.querySelectorAll<SVGElement>('[data-teu]').forEach((e) => { teu[e.dataset.key || e.dataset.flow || ''] = Number(e.dataset.teu); });
  marks.sort((a, b) => (teu[b.dataset.key!] || 0) - (teu[a.dataset.key!] || 0));
  marks.forEach((mark, i) => {
    mark.setAttribute('tabindex', i === 0 ? '0' : '-1');
    mark.addEventListener('click', () => { if (!wasDragged) select(mark.dataset.key!, false); });
    mark.addEventListener('keydown', (event) => {
      const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
      if (step) {
        event.preventDefault();
        const next = marks[(i + step + marks.length) % marks.length];
        mark.setAttribute('tabindex', '-1');
        next.setAttribute('tabindex', '0');
        next.focus();
        say('map-live', next.getAttribute('aria-label') || '');
      } else if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        select(mark.dataset.key!, true);
      }
    });
  });
  lightUp();
}

function lightUp(): void {
  document.querySelectorAll('.map .lit').forEach((e) => e.classList.remove('lit'));
  if (!selected) return;
  document.querySelectorAll<SVGElement>('.map [data-flow], .map g[data-key]').forEach((e) => {
    if ((e.dataset.flow || e.dataset.key) === selected) e.classList.add('lit');
  });
}

let wasDragged = false;
function addPointer(box: HTMLElement): void {
  let start: {x: number; y: number; dx: number; dy: number} | undefined;
  box.addEventListener('pointerdown', (event) => {
    if ((event.target as Element).closest('button')) return;
    wasDragged = false;
    if (event.pointerType === 'mouse') start = {x: event.clientX, y: event.clientY, dx: map.dx, dy: map.dy};
  });
  window.addEventListener('pointermove', (event) => {
    if (!start) return;
    const frame = box.getBoundingClientRect();
    if (Math.abs(event.clientX - start.x) + Math.abs(event.clientY - start.y) > 4) wasDragged = true;
    if (!wasDragged) return;
    const shift = `translate(${event.clientX - start.x}px, ${event.clientY - start.y}px)`;
    (box.querySelector('svg') as SVGElement).style.transform = shift;
    map.dx = start.dx + (event.clientX - start.x) / frame.width;
    map.dy = start.dy + (event.clientY - start.y) / frame.height;
  });
  window.addEventListener('pointerup', () => {
    if (start && wasDragged) renderMapOnly();
    start = undefined;
  });
}

function select(key: string, takesFocus: boolean): void {
  const wasOpen = !!selected;
  selected = key;
  if (!wasOpen || takesFocus) renderMapOnly();
  else { renderCard(); lightUp(); }
  if (takesFocus) document.querySelector<HTMLElement>('#card h3')?.focus();
}

function renderCard(): void {
  const card = document.getElementById('card')!;
  const find = (r: Run): Facility | undefined => r.facilities.find((f) => `${f.k} ${f.s}` === selected);
  const now = find(run());
  const old = isDifference ? find(base()) : undefined;
  const facility = now || old;
  card.hidden = !facility;
  if (!facility) return;
  const close = toElement(h('button', {type: 'button', class: 'close', 'aria-label': 'Close the card'}, '×')) as HTMLElement;
  const shut = () => {
    const key = selected;
    selected = '';
    renderMapOnly();
    const mark = Array.from(document.querySelectorAll<SVGElement>('.map [data-key]')).find((e) => e.dataset.key === key);
    (mark || document.getElementById('find')!).focus();
  };
  close.addEventListener('click', shut);
  card.onkeydown = (event) => { if (event.key === 'Escape') shut(); };
  const legs = (now ? run() : base()).facilities.filter((f) => f.k === facility.k && f.s === facility.s);
  fill(card, close, ...legs.length > 1 || facility.k === 'service' ? legsCardOf(now ? run() : base(), legs) : cardOf(now ? run() : base(), facility, isDifference ? old || {k: '', s: '', ways: []} : undefined, [letterOf(0), letterOf(shown)]));
}

// ---------------------------------------------------------------------------------- sections

function addGateways(): void {
  const box = section('gateways', 'Gateways', 'Which gateway carries them, and whose boxes are they?', 'Contestable boxes are laden boxes of Central Asia and Afghanistan whose both ends leave a choice of gateway.');
  part(box, (f) => {
    const runs = isComparison && shown > 0 ? [0, shown] : [shown];
    const names = sharesOf(run(), 'contestable');
    fill(f, figure('gateways', 'Share of contestable boxes by gateway', [drawShares(data.runs, runs, widthOf(f, 900))],
      `Green and bold: ports of the corridor. ${count(run().manifest.headline?.contestable_teu || 0)} ${run().manifest.headline?.unit || 'TEU'}.`, sourceOf(run()),
      table([{name: 'gateway', isText: true}, {name: 'share of contestable boxes, %'}], names.map((s) => [s.name, count(s.share * 100, 2)]), 'Share by gateway')));
  });
  part(box, (f) => {
    const rows = measuresOf(run()).filter((m) => m.measure === 'gateway_share' && m.object !== 'contestable').map((m) => [m.object, m.part, count(Number(m.value) * 100, 2)] as Cell[]);
    fill(f, figure('catchments', 'Whose boxes go where: share of each gateway in the laden boxes of a country, in %', [drawCatchments(run(), widthOf(f, 1200))],
      'A row sums to 100 %. Green: ports of the corridor; grey: by land. A cell without a number is too small to print one.', sourceOf(run()),
      table([{name: 'country', isText: true}, {name: 'gateway', isText: true}, {name: 'share, %'}], rows, 'Gateways of each country')));
  });
}

function pairName(pair: Pair): string {
  return `${pair.country}, ${pair.direction} ${pair.direction === 'import' ? 'from' : 'to'} ${pair.partner}: ${shortName(pair.origin)} → ${shortName(pair.destination)}`;
}
const currentPair = (): Pair | undefined => {
  const {pairs} = run().journeys;
  if (pairIndex < 0) pairIndex = firstPair(pairs);
  return pairs[Math.min(pairIndex, pairs.length - 1)];
};

// The journey that tells most of the corridor: it may pass one of its ports, and has most gateways.
function firstPair(pairs: Pair[]): number {
  const own = ownGateways(run());
  const weight = (p: Pair) => (p.routes.some((r) => own.indexOf(r.gateway) >= 0) ? 100 : 0) + (p.routes.some((r) => own.indexOf(r.gateway) < 0) ? 50 : 0) + 3 * p.routes.length + Math.log(1 + p.teu);
  let best = 0;
  pairs.forEach((p, i) => { if (weight(p) > weight(pairs[best])) best = i; });
  return best;
}

function addCosts(): void {
  const box = section('costs', 'Cost and time', 'What does a box cost, and how long does it take?', 'What is paid to everyone on the way, and the days from door to door.');
  part(box, (f) => fill(f, figure('landed', 'Mean landed cost and time of a laden TEU, by country', [drawLanded(run(), widthOf(f, 1000))],
    'USD per TEU. The grey end is not paid: it is the value of the time and its spread that choose the route. The figure beside each bar counts the money alone.', sourceOf(run()),
    table([{name: 'boxes of', isText: true}, {name: 'part', isText: true}, {name: 'USD/TEU', digits: 2}],
      measuresOf(run()).filter((m) => m.measure === 'landed_cost').map((m) => [m.object, COMPONENTS[m.part] || m.part, m.value]), 'Landed cost by part'))));
  let draw: (() => void)[] = [];
  const controls = part(box, (f) => {
    const pairs = run().journeys.pairs;
    if (!pairs.length) return fill(f, h('p', {class: 'soft small'}, 'This run was saved without the steps of journeys; run it again to see them here.'));
    f.className = 'controls';
    fill(f, selector('pair', 'Journey (the largest of each country that have a choice of gateway)', pairs.map((p, i) => [String(i), pairName(p)]), String(pairs.indexOf(currentPair()!)), (v) => {
      pairIndex = Number(v);
      viaA = 0;
      viaB = -1;
      draw.forEach((d) => d());
    }));
  });
  draw = [part(box, renderStairs)];
  const why = section('why', 'Why', 'Why this gateway and not that one?', 'From the cost of the cheapest route by one gateway to that by another, part by part. The parts sum to the gap.');
  draw.push(part(why, renderWhy));
  void controls;
}

function renderStairs(f: HTMLElement): void {
  const pair = currentPair();
  if (!pair) return fill(f);
  f.className = 'pair';
  const {components} = run().journeys;
  const rows: Cell[][] = [];
  for (const route of pair.routes) {
    stairsOf(route, components, 'cost').steps.forEach((s, i) => {
      const days = stairsOf(route, components, 'time').points[i + 1].y;
      rows.push([gatewayName(route.gateway), s.place, s.what, count(s.to.x), count(s.to.y), count(days, 1)]);
    });
  }
  const numbers = table([{name: 'gateway', isText: true}, {name: 'to', isText: true}, {name: 'by', isText: true}, {name: 'km so far'}, {name: 'USD so far'}, {name: 'days so far'}], rows, 'Steps of the journey');
  const note = `${count(pair.teu)} ${pair.unit.replace('/', ' in ')}, ${goods(pair.goods)}, ${pair.box_ft} ft box. Months: ${(run().manifest.months_of_routes || []).map(month).join(', ')}. Diamonds: border posts; squares: ports.`;
  fill(f, figure('stairs-cost', `Money along the way, ${shortName(pair.origin)} to ${shortName(pair.destination)}`, [drawStairs(pair, components, 'cost', half(f))], `USD per TEU, what is paid. ${note}`, sourceOf(run()), numbers),
    figure('stairs-time', `Time along the way, ${shortName(pair.origin)} to ${shortName(pair.destination)}`, [drawStairs(pair, components, 'time', half(f))], 'Days from door to door, waiting included. A steep step is a place where boxes stand still.', sourceOf(run())));
}

// The cheapest route on the other side of the question: the corridor's own ports against the rest.
function otherSide(pair: Pair, from: number): number {
  const own = ownGateways(run());
  const isOwn = (i: number) => own.indexOf(pair.routes[i].gateway) >= 0;
  const found = pair.routes.findIndex((_, i) => i !== from && isOwn(i) !== isOwn(from));
  return found >= 0 ? found : Math.min(1, pair.routes.length - 1);
}

function renderWhy(f: HTMLElement): void {
  const pair = currentPair();
  if (!pair || pair.routes.length < 2) return fill(f, h('p', {class: 'soft small'}, 'No journey of this run was saved with a choice of gateways.'));
  const {components} = run().journeys;
  viaA = Math.min(viaA, pair.routes.length - 1);
  if (viaB < 0 || viaB >= pair.routes.length) viaB = otherSide(pair, viaA);
  const options = pair.routes.map((r, i) => [String(i), gatewayName(r.gateway)] as [string, string]);
  const controls = document.createElement('div');
  controls.className = 'controls';
  const again = () => renderWhy(f);
  controls.append(selector('via-a', 'From', options, String(viaA), (v) => { viaA = Number(v); again(); document.getElementById('via-a')!.focus(); }),
    selector('via-b', 'to', options, String(viaB), (v) => { viaB = Number(v); again(); document.getElementById('via-b')!.focus(); }));
  const a = partsOf(pair.routes[viaA], components);
  const b = partsOf(pair.routes[viaB], components);
  const rows = components.filter((c) => a[c] || b[c]).map((c) => [COMPONENTS[c] || c, a[c] || 0, b[c] || 0, (b[c] || 0) - (a[c] || 0)] as Cell[]);
  rows.push(['sum', totalOf(a), totalOf(b), totalOf(b) - totalOf(a)]);
  // A haul that ends at a border post is told by the post's name.
  const route = (i: number) => `${gatewayName(pair.routes[i].gateway)}: ${[shortName(pair.origin)].concat(pair.routes[i].steps
    .filter((s, k, all) => s[0] !== 'transfer' && !(all[k + 1] && all[k + 1][0] === 'border')).map((s) => shortName(s[1])), shortName(pair.destination)).filter((n, k, all) => n !== all[k - 1]).join(' › ')}`;
  fill(f, controls, figure('waterfall', `${pairName(pair)}`, [drawWaterfall(pair, components, viaA, viaB, widthOf(f, 900))],
    `USD per TEU, generalised: money, and time and its spread at the value of time in force (${run().manifest.settings?.value_of_time ?? 'not known'}). Orange adds, blue saves.`, sourceOf(run()),
    table([{name: 'part', isText: true}, {name: gatewayName(pair.routes[viaA].gateway), digits: 2}, {name: gatewayName(pair.routes[viaB].gateway), digits: 2}, {name: 'difference', digits: 2}], rows, 'Parts of the cost')),
    h('p', {class: 'small soft', dir: 'auto'}, route(viaA)), h('p', {class: 'small soft', dir: 'auto'}, route(viaB)));
}

function addPorts(): void {
  const box = section('ports', 'Ports', 'How do the ports compare?', 'Boxes of this study and the base load of each port against what its terminals can handle.');
  part(box, (f) => {
    const rows = rowsOf(run(), 'ports');
    const revenue = (name: string) => measuresOf(run()).find((m) => m.measure === 'gateway_revenue' && m.part === 'total' && m.object === name.replace(/ container terminals$/, ''))?.value ?? null;
    const columns: Column[] = [{name: 'port or control', isText: true}, {name: 'laden TEU'}, {name: 'empty TEU'}, {name: 'base load TEU'}, {name: 'load'}, {name: 'capacity'}, {name: 'unit', isText: true}, {name: 'full, %', digits: 1}, {name: 'fullest month', isText: true}, {name: 'grade of capacity', isText: true}, {name: 'revenue, million USD', digits: 1}];
    const lines = rows.map((r) => [portName(String(r.name)), r.laden_teu, r.empty_teu, r.base_teu, Number(r.load) + Number(r.base_load), r.capacity, r.unit, typeof r.utilisation === 'number' ? r.utilisation * 100 : null,
      typeof r.peak_utilisation === 'number' && r.peak_utilisation > 0 ? `${month(String(r.peak_month))}, ${fullness(r.peak_utilisation)}`.replace(/ /g, '\u00a0') : '–', `${r.grade || '–'}${r.circular === 'yes' ? ' circular' : ''}`,
      typeof revenue(String(r.name)) === 'number' ? Number(revenue(String(r.name))) / 1e6 : null] as Cell[]);
    fill(f, figure('ports', 'Load and capacity of each port', [drawPorts(run(), widthOf(f, 1000))], 'Green: ports of the corridor. Grey: base load of the port. Red line: capacity of its terminals. A port without a base load is not empty: its own trade is not part of this world, and the figure counts the boxes of this study alone. *: that capacity was derived from throughput, so it cannot tell when the port fills.', sourceOf(run())),
      h('h3', {}, 'Ports and transit controls in numbers'), table(columns, lines, 'Ports'), h('p', {class: 'small soft'}, 'Revenue: what the quay takes from boxes of this study (handling, port tariff, inspection, storage), without taxes and guarantees.'));
  });
}

function addCapacity(): void {
  const box = section('capacity', 'Capacity', 'What fills first, and what is one more box worth there?', 'In order of the first full month, then of the price of one more, then of the fullest month.');
  const draw = part(box, (f) => {
    const all = fillingsOf(run());
    if (!all.length) return fill(f, h('p', {class: 'soft'}, 'No facility of this run has both a load and a known capacity.'));
    const over = all.filter((x) => x.first >= 0).length;
    const hasPrice = all.some((x) => x.price !== undefined);
    const months = monthsOf(run());
    const rows = all.map((x) => [x.name, x.first < 0 ? 'never' : month(months[x.first]), fullness(x.peak), month(months[x.months.indexOf(x.peak)]), `${x.facility.g || '–'}${x.facility.c ? ' circular' : ''}`, x.price ?? null, x.priceUnit ?? '–', x.priceMonth ? month(x.priceMonth) : '–'] as Cell[]);
    const columns: Column[] = [{name: 'facility and direction', isText: true}, {name: 'first full', isText: true}, {name: 'fullest month'}, {name: 'which', isText: true}, {name: 'grade of capacity', isText: true}, {name: 'price of one more', digits: 2}, {name: 'unit', isText: true}, {name: 'in its dearest month', isText: true}];
    if (!hasPrice) for (const list of [columns, ...rows] as unknown[][]) list.splice(-3);
    fill(f, figure('filling', `${over} of ${all.length} facilities with a known capacity are full or over it in some month`, [drawFilling(run(), fillingRows, widthOf(f, 1240))],
      `${hasPrice ? 'Per cent: load over capacity. A bare number in a full month: the price in USD of one more unit of capacity, what it would save its users.' : run().manifest.equilibrium ? 'Load over capacity, in per cent. No capacity has a price.' : 'Load over capacity: per cent, or how many times (×). This run has no capacity prices: loads were not pushed back by capacities.'} Circular: derived from throughput.`, sourceOf(run()),
      table(columns, rows, 'Facilities by when they fill')));
  });
  const more = toElement(h('button', {type: 'button', id: 'more-rows'}, 'Show more facilities')) as HTMLElement;
  more.addEventListener('click', () => {
    fillingRows = fillingRows > 20 ? 20 : 60;
    more.textContent = fillingRows > 20 ? 'Show fewer facilities' : 'Show more facilities';
    draw();
  });
  const holder = toElement(h('div', {class: 'controls'})) as HTMLElement;
  holder.appendChild(more);
  box.appendChild(holder);
}

function addBorders(): void {
  const box = section('borders', 'Borders', 'How easy are the borders?', 'CAREC’s four trade facilitation indicators, computed the CAREC way over all alternatives, weighted by TEU.');
  part(box, (f) => {
    const rows = rowsOf(run(), 'tfi');
    const names = ['border_hours', 'border_usd', 'section_usd', 'speed_without_delay', 'speed_with_delay'];
    const heads = ['hours per crossing', 'USD per crossing and 20 t', 'USD per 500 km and 20 t', 'km/h without delay', 'km/h with delay'];
    const keys: string[] = [];
    rows.forEach((r) => { const k = `${r.country}\n${r.mode}`; if (keys.indexOf(k) < 0) keys.push(k); });
    const lines = keys.map((key) => {
      const [country, mode] = key.split('\n');
      return [country, mode, ...names.map((n) => rows.find((r) => r.country === country && r.mode === mode && r.indicator === n)?.value ?? null)] as Cell[];
    });
    fill(f, table([{name: 'country of the boxes', isText: true}, {name: 'mode', isText: true}, ...heads.map((name) => ({name, digits: 1}))], lines, 'Trade facilitation indicators'),
      h('p', {class: 'small soft'}, 'Hours and USD at borders are means per crossing on the way of the boxes of that country, not of that country’s own posts. A speed with delay counts the standing time.'));
    const pairs = run().journeys.pairs;
    const {components} = run().journeys;
    if (pairs.length) {
      const tcd = pairs.reduce((list: Cell[][], p) => list.concat(p.routes.slice(0, 3).map((r) => {
        const s = stairsOf(r, components, 'cost').points;
        const days = stairsOf(r, components, 'time').points;
        const end = s[s.length - 1];
        const stand = r.steps.filter((x) => x[2] === 0).reduce((sum, x) => sum + x[3], 0) / 24;
        return [pairName(p), gatewayName(r.gateway), end.x, end.y, days[days.length - 1].y, end.x > 0 ? end.y / end.x : null, stand] as Cell[];
      })), []);
      f.appendChild(toElement(fold('Cost and time by distance (T/C-D) of all saved journeys', table([{name: 'journey', isText: true}, {name: 'gateway', isText: true}, {name: 'km'}, {name: 'USD/TEU'}, {name: 'days', digits: 1}, {name: 'USD/TEU-km', digits: 2}, {name: 'days standing', digits: 1}], tcd, 'Cost and time by distance'))));
    }
  });
}

function addEvidence(): void {
  const box = section('evidence', 'Assumptions', 'What is assumed, and what is worth measuring?', 'Every number of the model has a grade: A measured, B reported, C derived, D assumed.');
  part(box, (f) => {
    f.className = 'pair';
    const grades = rowsOf(run(), 'grades');
    const swings = swingsOf(run());
    const d = (what: string) => grades.find((r) => r.what === what && r.grade === 'D');
    const left = document.createElement('div');
    const right = document.createElement('div');
    fill(f, left, right);
    if (grades.length) {
      fill(left, figure('grades', 'On what the answer rests', [drawGrades(run(), half(f))],
        `Assumed (grade D): ${['demand', 'money', 'time', 'capacity'].map((w) => `${percent(Number(d(w)?.share || 0), 0)} of the ${w === 'demand' ? 'boxes' : w === 'money' ? 'money paid' : w === 'time' ? 'valued time' : 'capacities'}`).join(', ')}. Weighted by TEU, ${grades[0].unit ? String(grades[0].unit).replace('TEU/', 'over ') : ''}.`, sourceOf(run()),
        table([{name: 'of', isText: true}, {name: 'grade', isText: true}, {name: 'amount'}, {name: 'unit', isText: true}, {name: 'share, %', digits: 2}], grades.map((r) => [r.what, r.grade, r.value, r.unit, Number(r.share) * 100]), 'Grades')));
    } else {
      fill(left, h('p', {class: 'soft small'}, 'This run was saved without its grades.'));
    }
    if (!swings.length) return fill(right, h('p', {class: 'soft small'}, 'Assumptions were not tried in this run (--no-decisive).'));
    const worth = swings.slice(0, 3);
    const now = run().manifest.headline?.corridor_share ?? 0;
    const precise = (share: number) => percent(share, now < 0.1 ? 2 : 1);
    const say = (s: typeof swings[number]) => `${s.name}: ${s.flips.length ? `changes the headline (${s.flips.join('; ')}); ` : ''}moves the corridor’s share from ${precise(now)} to ${[s.low, s.high].filter((v) => v !== undefined).map((v) => precise(v!)).join(' or ')}`;
    fill(right, h('p', {class: 'title'}, 'Worth measuring first'), h('ol', {class: 'worth', id: 'worth'}, worth.map((s) => h('li', {}, say(s)))),
      h('p', {class: 'small soft'}, swings.some((s) => s.flips.length) ? '' : `None of ${swings.length} groups, moved alone to either end of its range, changes the leading gateway or the first facility over capacity. That does not say that the answer is right.`));
  });
  part(box, (f) => {
    const swings = swingsOf(run());
    if (!swings.length) return fill(f);
    fill(f, figure('swings', "Share of the corridor's own ports when one group of assumptions moves alone", [drawSwings(run(), widthOf(f, 1000))], 'Each group goes to the low and to the high end of its own range; the line is the run. Bold: the headline changes.', sourceOf(run()),
      table([{name: 'group', isText: true}, {name: 'at its low end, %'}, {name: 'at its high end, %'}, {name: 'headline changes', isText: true}], swings.map((s) => [s.name, s.low === undefined ? null : count(s.low * 100, 2), s.high === undefined ? null : count(s.high * 100, 2), s.flips.join('; ') || 'no']), 'Assumptions')));
  });
}

function addScorecard(): void {
  if (!data.runs.some((r) => r.tables.scorecard || r.tables.backcast)) return;
  const box = section('seen', 'Against reality', 'How close is the model to what was seen?', 'Trips that somebody reported, and totals that somebody counted, beside what the model finds. A misfit is shown with its reason, never tuned away.');
  const whole = (name: string, title: string) => {
    const t = run().tables[name];
    return t && table(t.columns.map((c, i) => ({name: c.replace(/_/g, ' '), isText: t.rows.some((r) => typeof r[i] === 'string'), digits: /days_(reported|modelled)/.test(c) ? 1 : 0})), t.rows, title);
  };
  part(box, (f) => {
    if (!run().tables.scorecard) return fill(f, h('p', {class: 'soft small'}, 'This run was saved without the scorecard.'));
    fill(f, h('p', {id: 'scorecard-words'}, scorecardInWords(run())), figure('scorecard', 'Modelled over reported, a dot for each trip', [drawScorecard(run(), widthOf(f, 900))],
      'The scale is in powers of two; what is off by more than four times stands at the edge. Shaded: within a quarter of the report.', sourceOf(run()), whole('scorecard', 'Every reported trip')),
      fold('Median errors by kind of report', whole('scorecard_summary', 'Median errors')!));
  });
  part(box, (f) => {
    const t = whole('backcast', 'Against observed totals');
    fill(f, !!t && fold('Against observed totals', t));
  });
}

function addReproduce(): void {
  const box = section('reproduce', 'Reproduce', 'How can this be reproduced?', 'The same inputs give the same bytes.');
  data.runs.forEach((r, i) => {
    const m = r.manifest;
    const element = toElement(h('div', {}, isComparison && h('h3', {dir: 'auto'}, runLabel(data, i)), h('pre', {}, `corridor run ${r.name}/effective.yaml --seed ${m.seed ?? 1}`),
      h('p', {class: 'small'}, 'Run ', h('code', {}, m.run || r.name), ', hash ', h('code', {}, m.run_hash || 'not known'), `, corridor ${m.version || ''}, seed ${m.seed ?? ''}, value of time ${m.settings?.value_of_time ?? ''}, status: ${m.status?.words ?? 'not known'}.`),
      r.changes.length > 0 && r.changes[0] !== 'no changes' && h('div', {}, h('p', {class: 'small soft'}, 'Changes of the scenario:'), h('ul', {class: 'plain small'}, r.changes.map((c) => h('li', {dir: 'auto'}, c)))),
      fold(`Inputs (${(m.inputs || []).length} files)`, table([{name: 'file', isText: true}, {name: 'hash of its bytes', isText: true}], (m.inputs || []).map((x) => [x.path, x.hash]), 'Input files')),
      m.counts && fold('Size of the world', table([{name: 'what', isText: true}, {name: 'number'}], Object.keys(m.counts).map((k) => [k.replace(/_/g, ' '), m.counts![k]]), 'Counts'))));
    box.appendChild(element);
  });
  fill(document.getElementById('foot')!, h('p', {}, `${BORDERS_NOTE} Base map: Natural Earth (public domain). Data rows: CC BY 4.0, sources named on each card. This page works without a connection and sends nothing.`));
}

// ---------------------------------------------------------------------------------- start

function renderAll(): void {
  renderTop();
  for (const render of renders) render();
  renderCard();
  const scenario = document.getElementById('scenario') as HTMLSelectElement | null;
  if (scenario) scenario.value = isDifference ? `d${shown}` : String(shown);
}

let drawnFirst: (() => void) | undefined;

function drawFirst(): void {
  drawnFirst = renders[0];
  if (drawnFirst) drawnFirst();
  document.documentElement.dataset.map = String(Math.round(performance.now()));
}

function start(): void {
  addStyles();
  document.title = isComparison ? `${data.runs.map((r) => r.title).join(' / ')} – corridor` : `${run().title} – corridor`;
  if (data.runs.some((r) => r.places.length)) addMap();
  if (isComparison) {
    addComparison();
    const content = document.getElementById('content')!;
    content.insertBefore(document.getElementById('changes')!, content.firstChild);
    SECTIONS.unshift(SECTIONS.splice(SECTIONS.findIndex((s) => s[0] === 'changes'), 1)[0]);
  }
  addGateways();
  addCosts();
  addPorts();
  addCapacity();
  addBorders();
  addEvidence();
  addScorecard();
  addReproduce();
  renderNav();
  renderTop();
  drawFirst();
  // What lies below the first screen follows once that is on the screen.
  requestAnimationFrame(() => setTimeout(() => {
    for (const render of renders) if (render !== drawnFirst) render();
    document.documentElement.dataset.ready = String(Math.round(performance.now()));
  }));
  for (const [event, on] of [['beforeprint', true], ['afterprint', false]] as [string, boolean][]) {
    window.addEventListener(event, () => {
      isPrinting = on;
      for (const render of renders) render();
    });
  }
  let width = window.innerWidth;
  window.addEventListener('resize', () => {
    if (window.innerWidth === width || isPrinting) return;
    width = window.innerWidth;
    for (const render of renders) render();
  });
}

// drawnOf is part of what tests look at.
Object.assign(window, {corridor: {data, drawnOf}});
start();
