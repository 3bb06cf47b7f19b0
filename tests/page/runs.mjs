// Runs of the real program to look at: the toy world, also with names that try to break out.
import {spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export const source = process.env.CORRIDOR_SOURCE_DIR;
const program = process.env.CORRIDOR_BINARY;

export class Workspace {
  path = mkdtempSync(join(tmpdir(), 'corridor-runs-'));

  corridor(...words) {
    const ended = spawnSync(program, words, {cwd: this.path, encoding: 'utf8'});
    if (ended.status !== 0 && ended.status !== 3) throw new Error(`corridor ${words.join(' ')} ended with ${ended.status}: ${ended.stderr}`);
    return ended;
  }

  /** The folder of a new run of the scenarios. */
  run(...scenarios) {
    const out = mkdtempSync(join(this.path, 'runs-'));
    this.corridor('run', ...scenarios, '--out', out);
    const [name] = readdirSync(out).filter((n) => n !== 'index.csv');
    return join(out, name);
  }

  tiny(...more) {
    return this.run(...['tiny.yaml', ...more].map((name) => join(source, 'scenarios/tiny', name)));
  }

  /** A copy of the toy world with texts replaced: [file, from, to]. */
  changedTiny(changes) {
    const world = mkdtempSync(join(this.path, 'world-'));
    cpSync(join(source, 'scenarios/tiny'), world, {recursive: true});
    for (const [file, from, to] of changes) {
      const path = join(world, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(path, text.replaceAll(from, to));
    }
    return this.run(join(world, 'tiny.yaml'));
  }

  /** A copy of a run whose manifest is changed. */
  changedRun(run, change) {
    const copy = join(mkdtempSync(join(this.path, 'copy-')), 'run');
    cpSync(run, copy, {recursive: true});
    const path = join(copy, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    change(manifest);
    writeFileSync(path, JSON.stringify(manifest));
    this.corridor('report', copy);
    return copy;
  }

  close() {
    rmSync(this.path, {recursive: true, force: true});
  }
}

/** Rows of a CSV file as objects of text. */
export function readCsv(path) {
  const cells = [];
  let row = [''];
  let isQuoted = false;
  const text = readFileSync(path, 'utf8');
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (isQuoted) {
      if (c === '"' && text[i + 1] === '"') row[row.length - 1] += text[++i];
      else if (c === '"') isQuoted = false;
      else row[row.length - 1] += c;
    } else if (c === '"') isQuoted = true;
    else if (c === ',') row.push('');
    else if (c === '\n') {
      cells.push(row);
      row = [''];
    } else row[row.length - 1] += c;
  }
  const [head, ...rows] = cells;
  return rows.map((r) => Object.fromEntries(head.map((name, i) => [name, r[i]])));
}

/** A decimal number of a file rounded half away from zero, printed with separators as the page does. */
export function printed(text, digits = 0, factor = 0) {
  const negative = text.startsWith('-');
  const [whole, part = ''] = text.replace('-', '').split('.');
  const padded = part.padEnd(digits + factor + 1, '0');
  const keep = whole + padded.slice(0, digits + factor);
  const rounded = BigInt(keep) + (padded[digits + factor] >= '5' ? 1n : 0n);
  const all = rounded.toString().padStart(digits + 1, '0');
  const before = all.slice(0, all.length - digits).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const value = digits ? `${before}.${all.slice(-digits)}` : before;
  return negative && rounded !== 0n ? `−${value}` : value;
}
