// Pictures of the report for the documentation: node tests/page/screenshots.mjs PROGRAM
// Solves the base years, so it takes minutes. Writes docs/report-*.png.
import {existsSync, mkdtempSync, readdirSync, writeFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Browser} from './browser.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const program = resolve(process.argv[2] ?? join(root, 'build/release/corridor'));
// A second argument names a folder of runs to use or to fill.
const runs = resolve(process.argv[3] ?? mkdtempSync(join(tmpdir(), 'corridor-screenshots-')));

function corridor(...words) {
  const ended = spawnSync(program, words, {cwd: root, stdio: ['ignore', 'inherit', 'inherit']});
  if (ended.status !== 0) throw new Error(`corridor ${words.join(' ')} ended with ${ended.status}`);
}

function folderOf(scenario) {
  const find = () => (existsSync(runs) ? readdirSync(runs) : []).find((name) => name.startsWith(`${scenario}-`));
  if (!find()) corridor('run', `scenarios/${scenario}.yaml`, '--out', runs);
  return join(runs, find());
}

const base = folderOf('base-2026');
const before = folderOf('base-2024');
corridor('report', base);
const both = join(runs, 'comparison.html');
corridor('report', before, base, '--file', both);

const browser = await Browser.start();
async function shoot(file, name, options, crop) {
  const page = await browser.open(file, options);
  await page.run(() => new Promise((done) => {
    const wait = () => (document.documentElement.dataset.ready ? done() : setTimeout(wait, 50));
    wait();
  }));
  writeFileSync(join(root, 'docs', name), await page.picture(crop));
}
await shoot(join(base, 'report.html'), 'report-base-2026.png', {width: 1240}, {height: 1560});
await shoot(both, 'report-2024-against-2026.png', {width: 1240}, {selector: '#map'});
await shoot(join(base, 'report.html'), 'report-phone.png', {width: 390, phone: true, dark: true}, {height: 1500});
await browser.close();
