// Every figure of the report by name, at the size of a slide. The page draws the same functions at
// the size of its columns.

import {drawCatchments, drawFilling, drawGrades, drawLanded, drawPorts, drawScorecard, drawShareChanges, drawShares, drawStairs, drawSwings, drawWaterfall, fillingsOf, scorecardInWords, sharesOf, swingsOf} from './charts';
import {Data, monthsOf, readData, rowsOf, Run} from './data';
import {month} from './format';
import {captionOf, drawLegend, drawMap, START} from './map';
import {fit, textWidth} from './measure';
import {h, Node_, toText, withColours} from './node';
import {FIGURE_CSS, LIGHT, resolve} from './theme';

const WIDTH = 1240;

/** A figure with its title above and its source below, complete in itself. */
export function frame(title: string, note: string, parts: Node_[], colours = LIGHT): Node_ {
  const pad = 20;
  const width = Math.max(...parts.map((p) => Number(p.attributes.width))) + 2 * pad;
  let y = 58;
  const placed = parts.map((part) => {
    const node = h('svg', {...part.attributes, x: pad, y}, part.children);
    y += Number(part.attributes.height) + 10;
    return node;
  });
  const lines = wrap(note, 'small', width - 2 * pad);
  const height = y + lines.length * 15 + 12;
  const whole = h('svg', {xmlns: 'http://www.w3.org/2000/svg', class: 'fig', viewBox: `0 0 ${width} ${height}`, width, height},
    h('style', {}, resolve(FIGURE_CSS, colours)),
    h('rect', {class: 'ground', x: 0, y: 0, width, height, fill: colours.paper}),
    h('text', {class: 'title', x: pad, y: 34}, fit(title, 'title', width - 2 * pad)), placed,
    lines.map((line, i) => h('text', {class: 'small soft', x: pad, y: y + 12 + i * 15}, line)));
  return withColours(whole, (text) => resolve(text, colours));
}

export function wrap(text: string, kind: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, kind) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line) lines.push(line);
  return lines;
}

export const BORDERS_NOTE = 'Borders: Natural Earth, for orientation only; dashed where disputed. They express no opinion on the status of any territory.';

export function sourceOf(run: Run): string {
  const months = monthsOf(run);
  const when = months.length ? `${month(months[0])} to ${month(months[months.length - 1])}` : '';
  return `${run.title}; ${when}; run ${run.name}, corridor ${run.manifest.version || ''}.`;
}

/** Name and SVG of each figure that has data. */
export function allFigures(data: Data): [string, Node_][] {
  const figures: [string, Node_][] = [];
  data.runs.forEach((run, i) => {
    const prefix = data.runs.length > 1 ? `${run.manifest.scenario || run.name}-` : '';
    const add = (name: string, title: string, parts: Node_[], note = '') =>
      figures.push([prefix + name, frame(title, `${note ? note + ' ' : ''}${sourceOf(run)}`, parts)]);
    if (run.places.length) {
      const map = drawMap(data.runs, i, i, START, WIDTH, 760, false);
      add('map', 'Flows of containers and how full the ways are', [map.node, drawLegend(START, false, map.scaleMost, WIDTH)], `${captionOf(run, START)} ${BORDERS_NOTE}`);
    }
    if (sharesOf(run, 'contestable').length) {
      add('gateways', 'Which gateway carries the contestable boxes', [drawShares(data.runs, [i], 900)]);
      add('catchments', 'Whose boxes go where', [drawCatchments(run, 1100)]);
    }
    add('landed-cost', 'What a mean box pays, and how long it takes', [drawLanded(run, 1000)], 'USD per TEU.');
    if (rowsOf(run, 'ports').length) add('ports', 'Ports: load and capacity', [drawPorts(run, 1000)], 'Boxes of this study in TEU of the period; load over capacity. Grey: base load of the port; where there is none, its own trade is not part of this world.');
    if (fillingsOf(run).length) add('capacity', 'What fills first', [drawFilling(run, 25, WIDTH)], 'Load over capacity by month.');
    run.journeys.pairs.slice(0, 8).forEach((pair, p) => {
      const {components} = run.journeys;
      const title = `${pair.origin} to ${pair.destination}`;
      add(`journey-${p + 1}-cost`, `${title}: money along the way`, [drawStairs(pair, components, 'cost', 900)]);
      add(`journey-${p + 1}-time`, `${title}: time along the way`, [drawStairs(pair, components, 'time', 900)]);
      if (pair.routes.length > 1) add(`journey-${p + 1}-why`, `${title}: where the difference comes from`, [drawWaterfall(pair, components, 0, 1, 900)], 'USD per TEU.');
    });
    if (rowsOf(run, 'grades').length) add('grades', 'On what data the answer rests', [drawGrades(run, 900)]);
    if (rowsOf(run, 'scorecard').length) add('scorecard', 'Modelled over reported, a dot for each trip', [drawScorecard(run, 900)], scorecardInWords(run));
    if (swingsOf(run).length) add('assumptions', "Which assumptions move the share of the corridor's own ports", [drawSwings(run, 1000)]);
  });
  for (const comparison of data.comparisons) {
    const run = data.runs[comparison.run];
    const base = data.runs[0];
    const state = {...START};
    const map = drawMap(data.runs, 'difference', comparison.run, state, WIDTH, 760, false);
    const note = `From ${base.title} to ${run.title}. ${sourceOf(run)}`;
    const name = `${run.manifest.scenario || run.name}-against-${base.manifest.scenario || base.name}`;
    figures.push([`${name}-map`, frame('Where there are more boxes, and where fewer', `${captionOf(run, state, 'change')} ${BORDERS_NOTE} ${note}`, [map.node, drawLegend(state, true, map.scaleMost, WIDTH)])]);
    figures.push([`${name}-gateways`, frame('Which gateways gain and lose', `Points of percent of the contestable boxes. ${note}`, [drawShareChanges(data.runs, comparison.run, 1000)])]);
  }
  return figures;
}

/** For the program: JSON text of the data in, JSON text {name: svg} out. */
export function drawFigures(text: string): string {
  const files: Record<string, string> = {};
  for (const [name, node] of allFigures(readData(text))) files[name] = `<?xml version="1.0" encoding="UTF-8"?>\n${toText(node)}\n`;
  return JSON.stringify(files);
}
