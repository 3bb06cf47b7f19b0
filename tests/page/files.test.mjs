// Files for other programs, and the built page against its sources. Needs the page's npm packages;
// without them these tests are skipped aloud.
import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {test} from 'node:test';
import {readCsv, source, Workspace} from './runs.mjs';

const web = join(source, 'src/web');
const skip = existsSync(join(web, 'node_modules')) ? false : 'no packages of the page (npm ci in src/web)';
if (skip) console.log(`SKIPPED ALOUD: ${skip}`);

test('the committed page is what its sources build', {skip}, () => {
  const out = mkdtempSync(join(tmpdir(), 'corridor-built-'));
  const built = spawnSync(process.execPath, [join(web, 'build.mjs'), out], {encoding: 'utf8'});
  assert.equal(built.status, 0, built.stderr);
  for (const name of ['page.html', 'figures.js']) {
    assert.ok(readFileSync(join(out, name)).equals(readFileSync(join(source, 'src/report/built', name))), `${name} differs: run node src/web/build.mjs and commit it`);
  }
  rmSync(out, {recursive: true});
});

test('the page’s sources pass the type checker', {skip}, () => {
  const checked = spawnSync(process.execPath, [join(web, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', web], {encoding: 'utf8'});
  assert.equal(checked.status, 0, checked.stdout);
});

test('a reader of others finds in Parquet what the CSV files say', {skip}, async () => {
  const {parquetReadObjects} = await import(pathToFileURL(join(web, 'node_modules/hyparquet/src/index.js')).href);
  const work = new Workspace();
  const run = work.tiny();
  work.corridor('report', run, '--data', 'data');
  const names = readdirSync(run).filter((name) => name.endsWith('.csv'));
  for (const name of names) {
    const bytes = readFileSync(join(work.path, 'data', name.replace('.csv', '.parquet')));
    const rows = await parquetReadObjects({file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)});
    const expected = readCsv(join(run, name));
    assert.equal(rows.length, expected.length, name);
    rows.forEach((row, i) => {
      for (const column of Object.keys(expected[i])) {
        const want = expected[i][column];
        const is = row[column];
        if (want === '') assert.ok(is === null || is === undefined || is === '', `${name} ${i} ${column}`);
        else if (typeof is === 'number') assert.equal(is, Number(want), `${name} ${i} ${column}`);
        else assert.equal(is, want, `${name} ${i} ${column}`);
      }
    });
  }
  for (const name of ['places', 'links', 'borders', 'gateways']) {
    const layer = JSON.parse(readFileSync(join(work.path, 'data', `${name}.geojson`), 'utf8'));
    assert.equal(layer.type, 'FeatureCollection');
    assert.ok(layer.features.length > 0, name);
  }
  work.close();
});

test('figures come as SVG for slides', {skip: false}, () => {
  const work = new Workspace();
  work.corridor('report', work.tiny(), '--figures', 'figures');
  const names = readdirSync(join(work.path, 'figures'));
  for (const name of ['map.svg', 'gateways.svg', 'ports.svg', 'landed-cost.svg']) assert.ok(names.includes(name), name);
  for (const name of names.filter((n) => n.endsWith('.svg'))) {
    const text = readFileSync(join(work.path, 'figures', name), 'utf8');
    assert.ok(!/NaN|undefined|Infinity/.test(text), name);
  }
  work.close();
});
