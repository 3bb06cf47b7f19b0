// The data of the page, as src/report/page_data.cpp writes it. Keys are short there to keep the
// file small; here they get their meaning.

export interface Table {columns: string[]; rows: Cell[][]; total: number}
export type Cell = string | number | null;

/** One direction of a facility. Amounts of the period; `um` and the like by month. */
export interface Way {
  a: string; b: string;    // slugs of its ends
  n?: string;              // name
  l: number; e: number; f: number;  // laden, empty and fixed base TEU; zero is not written
  load?: number; base?: number; cap?: number | null;  // in `per` of the facility; zero is not written
  u?: number | null;       // load over capacity in the period
  pk?: number | null; pm?: string | null;  // highest month
  um?: (number | null)[];  // load over capacity
  shut?: string;           // '1' where shut
  o?: number[];            // open share of the month's days
  pr?: [string, number][]; // months in which more capacity has a price, and that price
  pu?: string;             // its unit
}

export interface Facility {
  k: string;               // road link, border, port, ...
  s: string;               // slug
  n?: string;              // name
  unit?: string;           // of a month's load
  per?: string;            // of the period's load and capacity
  mode?: string; role?: string; km?: number;
  g?: string;              // grade of the capacity
  c?: number;              // 1: the capacity was derived from throughput
  src?: string | null;
  p?: [number, number][];  // one or two ends, longitude and latitude
  pk?: number; pm?: string;
  m?: number[];            // TEU of all kinds by month, both directions
  ways?: Way[];
  cf?: [number, number][]; // goods and their laden TEU
}

export interface Step {what: string; place: string; km: number; hours: number; parts: [number, number][]}
export interface Route {gateway: string; rank: number; share: number; steps: [string, string, number, number, [number, number][]][]}
export interface Pair {
  demand: string; country: string; partner: string; direction: string; goods: string; listed: string;
  origin: string; destination: string; unit: string; box_ft: number; teu: number; routes: Route[];
}

export interface Manifest {
  run?: string; run_hash?: string; version?: string; scenario?: string; title?: string; seed?: number;
  period?: {start: string; months: number};
  status?: {code: number; words: string};
  settings?: Record<string, string | number | boolean>;
  headline?: {
    sentence: string; contestable_teu: number; gateway: string | null; gateway_teu: number;
    corridor_share: number; by_land_share: number; unit: string; rests_on_circular: boolean;
    first_over_capacity: {facility: string; month: string; utilisation: number} | null;
  };
  stranded_teu?: number;
  months_of_routes?: string[];
  counts?: Record<string, number>;
  warnings?: {code: string; message: string; file: string; line: number}[];
  inputs?: {path: string; hash: string}[];
  equilibrium?: {converged?: boolean; overload?: number; complementarity?: number; route_gap?: number};
}

export interface Run {
  name: string; title: string; manifest: Manifest; changes: string[];
  places: [string, string, string, number, number, string | null, string | null][];
  goods: string[];
  facilities: Facility[];
  journeys: {components: string[]; pairs: Pair[]};
  catchments: [string, [string, number][]][];
  tables: Record<string, Table>;
}

export interface Comparison {run: number; inputs: string[]; differences: Table}
export interface Data {runs: Run[]; comparisons: Comparison[]}

/** The data as the program wrote it, with the zeros that it left out. */
export function readData(text: string): Data {
  const data = JSON.parse(text) as Data;
  for (const run of data.runs) {
    for (const facility of run.facilities) {
      for (const way of facility.ways || []) {
        way.l = way.l || 0;
        way.e = way.e || 0;
        way.f = way.f || 0;
      }
    }
  }
  return data;
}

/** Rows of a table as objects; none when the run has no such table. */
export function rowsOf(run: Run, name: string): Record<string, Cell>[] {
  const table = run.tables[name];
  if (!table) return [];
  return table.rows.map((row) => {
    const object: Record<string, Cell> = {};
    table.columns.forEach((column, i) => { object[column] = row[i]; });
    return object;
  });
}

export interface Measure {measure: string; object: string; part: string; value: number | null; unit: string; note: string}

export function measuresOf(run: Run): Measure[] {
  return rowsOf(run, 'summary') as unknown as Measure[];
}

export function measure(run: Run, name: string, object: string, part?: string): number | undefined {
  const found = measuresOf(run).find((row) =>
    row.measure === name && row.object === object && (part === undefined || row.part === part));
  return found && found.value !== null ? Number(found.value) : undefined;
}

export function monthsOf(run: Run): string[] {
  const period = run.manifest.period;
  if (!period) return [];
  const [year, month] = period.start.split('-').map(Number);
  const months: string[] = [];
  for (let i = 0; i < period.months; ++i) {
    const at = month - 1 + i;
    const number = (at % 12) + 1;
    months.push(`${year + Math.floor(at / 12)}-${number < 10 ? '0' : ''}${number}`);
  }
  return months;
}

/** Letters for runs: A, B, C, ... */
export const letterOf = (index: number) => String.fromCharCode(65 + index);
