// What a run says in words: headline, warnings, key figures.

import {sharesOf, swingsOf} from './charts';
import {Data, letterOf, measure, measuresOf, rowsOf, Run} from './data';
import {count, fullness, month, percent, shortName} from './format';
import {h, Node_} from './node';

export function headlineOf(run: Run): string {
  const headline = run.manifest.headline;
  if (!headline) return run.title;
  const per = headline.unit.replace('TEU/', '');
  const shares = sharesOf(run, 'contestable');
  const total = `${count(headline.contestable_teu)} contestable TEU a ${per}`;
  const lead = headline.gateway && headline.contestable_teu > 0
    ? `${shortName(headline.gateway)} carries the most: ${percent(headline.gateway_teu / headline.contestable_teu, 0)} of ${total}.`
    : `None of ${total} passes a gateway.`;
  const land = shares.some((s) => s.name === 'by land') ? `, land routes without a gateway ${percent(headline.by_land_share, 0)}` : '';
  const over = headline.first_over_capacity;
  const first = over ? ` First ${run.manifest.equilibrium ? 'to fill' : 'over capacity'}: ${over.facility}, in ${month(over.month)}${over.utilisation > 1.005 ? ` (${fullness(over.utilisation)} of it)` : ''}.` : ' Nothing fills its capacity.';
  return `${lead} The corridor’s own ports carry ${percent(headline.corridor_share, 0)}${land}.${first}`;
}

export function warningsOf(run: Run, letter: string): Node_[] {
  const list: Node_[] = [];
  const say = (isBad: boolean, id: string, ...text: string[]) => list.push(h('li', {class: isBad ? 'bad' : undefined, 'data-warning': id}, letter ? `${letter}: ` : '', ...text));
  const manifest = run.manifest;
  const status = manifest.status;
  const gap = manifest.equilibrium?.route_gap;
  if (status?.code === 4 || manifest.equilibrium?.converged === false) {
    say(true, 'not-converged', `The flows did not settle${gap === undefined ? '' : ` (gap of the routes ${gap})`}: shares, loads and prices below are those of the last round, not of an equilibrium.`);
  }
  const stranded = manifest.stranded_teu || 0;
  if (stranded > 0) {
    const where = measuresOf(run).filter((m) => m.measure === 'stranded_teu' && m.object !== 'all').sort((a, b) => Number(b.value) - Number(a.value))
      .slice(0, 4).map((m) => `${m.object} ${count(Number(m.value))}`).join(', ');
    say(true, 'stranded', `${count(stranded)} TEU find no way${manifest.equilibrium ? ', or none that is cheaper than staying,' : ''} in at least one month${where ? ` (${where})` : ''}. They are in no share and no mean below.`);
  }
  if (manifest.counts?.demand_rows === 1) say(false, 'one-demand-row', 'All boxes come from a single demand row: shares below are those of one cargo between two regions.');
  const over = manifest.headline?.first_over_capacity;
  if (over && over.utilisation > 1.2 && !run.manifest.equilibrium) {
    say(false, 'loads-over-capacity', `Capacities did not push boxes away in this run: read a load of ${fullness(over.utilisation)} of a capacity as “far more boxes want this than it carries”, not as a forecast.`);
  }
  if (manifest.headline?.rests_on_circular) say(false, 'circular', 'The first facility over capacity has a capacity that was derived from its own throughput: that load cannot tell when it fills.');
  const flips = swingsOf(run).filter((s) => s.flips.length);
  if (flips.length) say(false, 'flips', `The headline changes within the range of ${flips.length === 1 ? 'one group' : `${flips.length} groups`} of assumptions: ${flips.map((s) => s.name).join('; ')}.`);
  if (manifest.warnings?.length) say(false, 'input', `${manifest.warnings.length} warning${manifest.warnings.length > 1 ? 's' : ''} about the inputs: ${manifest.warnings.slice(0, 3).map((w) => w.message).join('; ')}${manifest.warnings.length > 3 ? '; …' : ''}`);
  return list;
}

interface Tile {value: string; label: string; measure: string}
export function tilesOf(run: Run): Tile[] {
  const tiles: Tile[] = [];
  const headline = run.manifest.headline;
  const per = headline ? headline.unit.replace('/', ' a ') : 'TEU';
  const add = (value: number | undefined, show: (v: number) => string, label: string, name: string) => {
    if (value !== undefined) tiles.push({value: show(value), label, measure: name});
  };
  add(headline?.contestable_teu, (v) => count(v), `${per}, contestable: laden, both ends count, moved`, 'contestable_teu');
  add(headline?.corridor_share, (v) => percent(v), 'of them through the corridor’s own ports', 'corridor_share');
  add(measure(run, 'landed_cost', 'all', 'money'), (v) => `${count(v)} USD`, 'paid for a mean TEU, door to door', 'landed_cost.money');
  const hours = measure(run, 'door_to_door', 'all', 'mean');
  add(hours, (v) => `${count(v / 24, 1)} days`, `door to door on average${slow(run)}`, 'door_to_door.mean');
  add(measure(run, 'co2e', 'all'), (v) => `${count(v)} kg`, 'CO₂e for a mean TEU, well to wheel', 'co2e');
  const demand = rowsOf(run, 'grades').find((r) => r.what === 'demand' && r.grade === 'D');
  add(demand ? Number(demand.share) : undefined, (v) => percent(v, 0), 'of the boxes rest on assumed demand (grade D)', 'grades.demand.D');
  return tiles;
}

function slow(run: Run): string {
  const p95 = measure(run, 'door_to_door', 'all', 'p95');
  return p95 === undefined ? '' : `; one in twenty longer than ${count(p95 / 24, 1)}`;
}

/** A short name for a run among others: "A  Base year 2024-25". */
export const runLabel = (data: Data, i: number) => `${letterOf(i)}  ${data.runs[i].title || data.runs[i].name}`;
