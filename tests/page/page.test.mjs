// The report in a real browser, from file://. Without a Chromium these tests are skipped aloud.
import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {Browser, chromium, misplacedTexts} from './browser.mjs';
import {printed, readCsv, Workspace} from './runs.mjs';

const skip = chromium ? false : 'no Chromium on the PATH';
if (skip) console.log(`SKIPPED ALOUD: ${skip}`);

let browser;
let work;
let tiny;
let both;

before(async () => {
  if (skip) return;
  work = new Workspace();
  tiny = work.tiny();
  const shut = work.tiny('ford-shut.yaml');
  const rail = work.tiny('summit-railway.yaml');
  both = join(work.path, 'both.html');
  work.corridor('report', tiny, shut, rail, '--file', both);
  browser = await Browser.start();
});
after(async () => {
  await browser?.close();
  work?.close();
});

async function open(file, options = {}, where = browser) {
  const page = await where.open(file, options);
  await page.run(() => new Promise((resolve) => {
    const wait = () => (document.documentElement.dataset.ready ? resolve() : setTimeout(wait, 20));
    wait();
  }));
  return page;
}
const report = (run) => join(run, 'report.html');

test('asks nothing of the network and has no complaint, light and dark, one run and three', {skip}, async () => {
  for (const file of [report(tiny), both]) {
    for (const dark of [false, true]) {
      const page = await open(file, {dark});
      assert.deepEqual(page.requests.filter((url) => !url.startsWith('file://') && !url.startsWith('data:')), []);
      assert.equal(page.requests.filter((url) => url.startsWith('file://')).length, 1);
      assert.deepEqual(page.complaints, []);
    }
  }
});

test('prints the numbers of the CSV files', {skip}, async () => {
  const page = await open(report(tiny));
  const summary = readCsv(join(tiny, 'summary.csv'));
  const value = (name, object, part = '') => summary.find((r) => r.measure === name && r.object === object && r.part === part).value;
  const tiles = await page.run(() => Object.fromEntries([...document.querySelectorAll('.tiles li')].map((li) => [li.dataset.measure, li.querySelector('b').textContent])));
  assert.equal(tiles.contestable_teu, printed(value('contestable_teu', 'all')));
  assert.equal(tiles.corridor_share.replace(/\u00a0/g, ' '), percentOf(value('corridor_share', 'all')));
  assert.equal(tiles['landed_cost.money'], `${printed(value('landed_cost', 'all', 'money'))} USD`);
  assert.equal(tiles.co2e, `${printed(value('co2e', 'all'))} kg`);

  const ports = readCsv(join(tiny, 'ports.csv'));
  const shown = await page.run(() => [...document.querySelectorAll('#ports tbody tr')].map((tr) => [...tr.children].map((c) => c.textContent)));
  assert.equal(shown.length, ports.length);
  ports.forEach((row, i) => {
    assert.equal(shown[i][1], printed(row.laden_teu), row.name);
    assert.equal(shown[i][2], printed(row.empty_teu), row.name);
    assert.equal(shown[i][5], row.capacity ? printed(row.capacity) : '–', row.name);
  });

  const tfi = readCsv(join(tiny, 'tfi.csv'));
  const indicators = await page.run(() => [...document.querySelectorAll('#borders table')][0].textContent);
  for (const row of tfi) assert.ok(indicators.includes(printed(row.value, 1)), `${row.country} ${row.indicator} ${row.value}`);

  const shares = summary.filter((r) => r.measure === 'gateway_share' && r.object === 'contestable' && Number(r.value) > 0);
  const bars = await page.run(() => document.querySelector('[data-figure=gateways] svg').textContent.replace(/\u00a0/g, ' '));
  for (const row of shares) assert.ok(bars.includes(percentOf(row.value)), `${row.part} ${row.value} in ${bars}`);
});

// "0.1384" as "13.8 %".
function percentOf(share) {
  const [, part = ''] = share.split('.');
  const moved = `${BigInt(share.split('.')[0] + part.padEnd(2, '0').slice(0, 2))}.${part.slice(2) || '0'}`;
  return `${printed(moved, 1)} %`;
}

test('each toggle of the map does what it says', {skip}, async () => {
  const page = await open(report(tiny));
  const flows = () => page.run(() => [...document.querySelectorAll('#map [data-flow]')].map((p) => ({key: p.dataset.flow, teu: Number(p.dataset.teu), stroke: p.getAttribute('stroke')})));
  const set = (id, value) => page.run((i, v) => {
    const select = document.getElementById(i);
    select.value = v;
    select.dispatchEvent(new Event('change'));
  }, id, value);
  const all = await flows();
  assert.ok(all.some((f) => f.key.startsWith('road')) && all.some((f) => f.key.startsWith('sea')));

  const csv = readCsv(join(tiny, 'flows.csv'));
  const sum = (key, columns, month) => csv.filter((r) => `${r.kind} ${r.slug}` === key && (!month || r.month === month)).reduce((total, r) => total + columns.reduce((t, c) => t + Number(r[c]), 0), 0);
  const everything = ['laden_teu', 'empty_teu', 'base_teu'];
  for (const f of all) assert.ok(Math.abs(f.teu - sum(f.key, everything)) < 1, f.key);

  await page.run(() => document.querySelector('input[name=mode-road]').click());
  assert.ok((await flows()).every((f) => !f.key.startsWith('road')));
  await page.run(() => document.querySelector('input[name=mode-road]').click());
  assert.equal((await flows()).length, all.length);

  for (const [cargo, columns] of [['laden', ['laden_teu']], ['empty', ['empty_teu']]]) {
    await set('cargo', cargo);
    for (const f of await flows()) assert.ok(Math.abs(f.teu - sum(f.key, columns)) < 1, `${cargo} ${f.key}`);
  }
  const goods = await page.run(() => [...document.querySelectorAll('#cargo option')].map((o) => o.value).filter((v) => v.startsWith('goods')));
  assert.ok(goods.length > 0);
  await set('cargo', goods[0]);
  const byClass = readCsv(join(tiny, 'class_flows.csv'));
  const name = [...new Set(byClass.map((r) => r.goods))].sort()[0];
  for (const f of await flows()) {
    const teu = byClass.filter((r) => `${r.kind} ${r.slug}` === f.key && r.goods === name).reduce((t, r) => t + Number(r.laden_teu), 0);
    assert.ok(Math.abs(f.teu - teu) < 0.11, f.key);
  }

  await set('month', '3');
  assert.equal(await page.run(() => document.getElementById('cargo').value), 'all');
  for (const f of await flows()) assert.ok(Math.abs(f.teu - sum(f.key, everything, '2026-04')) < 0.11, f.key);
  await set('month', '-1');

  await page.run(() => document.querySelector('input[name=colour][value=mode]').click());
  assert.ok((await flows()).every((f) => /--(road|rail|sea-mode|ferry)\)/.test(f.stroke)));
  await page.run(() => document.querySelector('input[name=colour][value=fullness]').click());
  assert.ok((await flows()).every((f) => /--u\d\)/.test(f.stroke)));

  const path = () => page.run(() => document.querySelector('#map [data-flow]').getAttribute('d'));
  const whole = await path();
  await page.run(() => document.querySelector('[data-zoom="+"]').click());
  assert.notEqual(await path(), whole);
  await page.run(() => document.querySelector('[data-zoom="⟲"]').click());
  assert.equal(await path(), whole);

  const background = () => page.run(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.run(() => document.getElementById('theme').click());
  assert.notEqual(await background(), light);
});

test('a comparison shows either run and their difference, and lists what differs', {skip}, async () => {
  const page = await open(both);
  const teu = (key) => page.run((k) => Number([...document.querySelectorAll('#map [data-flow]')].find((p) => p.dataset.flow === k)?.dataset.teu ?? 0), key);
  const scenario = (value) => page.run((v) => {
    const select = document.getElementById('scenario');
    select.value = v;
    select.dispatchEvent(new Event('change'));
  }, value);
  const keys = await page.run(() => [...document.querySelectorAll('#map [data-flow]')].map((p) => p.dataset.flow));
  assert.ok(keys.length > 0);
  const change = await teu(keys[0]);
  await scenario('0');
  const before = await teu(keys[0]);
  await scenario('2');
  const after = await teu(keys[0]);
  assert.ok(Math.abs(change - Math.abs(after - before)) < 0.2, `${keys[0]}: ${before} ${after} ${change}`);
  const text = await page.run(() => document.getElementById('changes').textContent);
  assert.match(text, /flood at the ford/);
  assert.equal(await page.run(() => document.querySelectorAll('#changes .differences').length), 2);
  assert.equal(await page.run(() => document.querySelectorAll('#changes table')[0].querySelectorAll('thead th').length), 4);
  await page.run(() => document.querySelector('input[name=run][value="1"]').click());
  assert.equal(await page.run(() => document.getElementById('scenario').value), '1');
});

test('the keyboard reaches every control, walks the map and opens a card', {skip}, async () => {
  const page = await open(report(tiny));
  const wanted = await page.run(() => {
    const list = [...document.querySelectorAll('a[href],button,select,input,summary,[tabindex="0"]')].filter((e) => !e.disabled && e.getClientRects().length && !e.matches('input[type=radio]:not(:checked)') && (e.tagName === 'SUMMARY' || !e.closest('details:not([open])')));
    list.forEach((e, i) => { e.dataset.stop = String(i); });
    return list.length;
  });
  const reached = new Set();
  for (let i = 0; i < wanted * 2 && reached.size < wanted; ++i) {
    await page.key('Tab');
    const stop = await page.run(() => document.activeElement?.dataset?.stop ?? '');
    if (stop) reached.add(stop);
  }
  const missed = await page.run((seen) => [...document.querySelectorAll('[data-stop]')].filter((e) => !seen.includes(e.dataset.stop)).map((e) => e.outerHTML.slice(0, 100)), [...reached]);
  assert.deepEqual(missed, []);

  await page.run(() => document.querySelector('#map [data-key][tabindex="0"]').focus());
  const first = await page.run(() => document.activeElement.dataset.key);
  await page.key('ArrowRight');
  const second = await page.run(() => document.activeElement.dataset.key);
  assert.notEqual(second, first);
  await page.key('Enter');
  assert.equal(await page.run(() => document.getElementById('card').hidden), false);
  assert.equal(await page.run(() => document.activeElement.closest('#card') !== null), true);
  await page.key('Escape');
  assert.equal(await page.run(() => document.getElementById('card').hidden), true);
  assert.equal(await page.run(() => document.activeElement.dataset.key), second);
});

test('a card tells direction, capacity, grade and source as the tables do', {skip}, async () => {
  const page = await open(report(tiny));
  const port = readCsv(join(tiny, 'ports.csv'))[0];
  await page.run((slug) => [...document.querySelectorAll('#map [data-key]')].find((e) => e.dataset.key === `port ${slug}`).dispatchEvent(new MouseEvent('click', {bubbles: true})), port.slug);
  const card = await page.run(() => document.getElementById('card').textContent);
  assert.ok(card.includes(printed(port.laden_teu)), card);
  assert.ok(card.includes(`grade ${port.grade}`), card);
  assert.match(card, /Source: toy/);
});

test('fits 1380 and 390 pixels, with letters that can be read', {skip}, async () => {
  await fits(browser);
});

// A machine with no other fonts has only these, which are wide.
const DEJAVU = '/usr/share/fonts/truetype/dejavu';
const noDejaVu = existsSync(DEJAVU) ? false : `no fonts in ${DEJAVU}`;
if (noDejaVu) console.log(`SKIPPED ALOUD: ${noDejaVu}`);

test('fits as well where DejaVu is the only family of fonts', {skip: skip || noDejaVu}, async () => {
  const wide = await Browser.start({fonts: DEJAVU});
  await fits(wide).finally(() => wide.close());
});

async function fits(where) {
  for (const file of [report(tiny), both]) {
    for (const [width, phone] of [[1380, false], [390, true]]) {
      const page = await open(file, {width, phone}, where);
      assert.ok(await page.run(() => document.documentElement.scrollWidth) <= width, `${width} px`);
      const small = await page.run(() => [...document.querySelectorAll('svg text')].map((t) => {
        const svg = t.ownerSVGElement;
        return {text: t.textContent, size: parseFloat(getComputedStyle(t).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width};
      }).filter((t) => t.text && t.size < 9));
      assert.deepEqual(small, []);
      assert.deepEqual(await page.run(misplacedTexts), [], `${width} px`);
    }
  }
}

test('prints without cut figures, on white', {skip}, async () => {
  const page = await open(report(tiny), {dark: true});
  await page.send('Emulation.setEmulatedMedia', {media: 'print', features: []});
  await page.run(() => window.dispatchEvent(new Event('beforeprint')));
  await page.send('Emulation.setDeviceMetricsOverride', {width: 688, height: 1016, deviceScaleFactor: 1, mobile: false});
  const cut = await page.run(() => [...document.querySelectorAll('figure svg, .mapbox svg, table')].filter((e) => e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80)));
  assert.deepEqual(cut, []);
  assert.equal(await page.run(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
  assert.equal(await page.run(() => [...document.querySelectorAll('.controls, .save, #contents, .zoom')].filter((e) => e.getClientRects().length).length), 0);
  assert.equal(await page.run(() => getComputedStyle(document.querySelector('figure')).breakInside), 'avoid');
  const small = await page.run(() => [...document.querySelectorAll('figure svg text')].filter((t) => t.textContent && parseFloat(getComputedStyle(t).fontSize) * t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width < 9).length);
  assert.equal(small, 0);
  const {data} = await page.send('Page.printToPDF', {preferCSSPageSize: true});
  assert.ok(Buffer.from(data, 'base64').length > 20000);
});

test('text of the data stays text, in every script', {skip}, async () => {
  const evil = `<script>document.title='broken'</script>`;
  const run = work.changedTiny([
    ['tiny.yaml', 'title: Hills and two harbours', `title: 'Say "no" & <img src=x onerror=alert(1)> Чаман'`],
    ['data/places.csv', 'Shore Harbour', evil], ['data/places.csv', 'Hill City', 'چمن سرحد'], ['data/places.csv', 'Lake Town', 'Бишкек “север”'],
  ]);
  const page = await open(report(run));
  assert.deepEqual(page.complaints, []);
  assert.equal(await page.run(() => document.querySelectorAll('#content script, #top script, img').length), 0);
  assert.match(await page.run(() => document.title), /^Say "no" & <img src=x onerror=alert\(1\)> Чаман/);
  const text = await page.run(() => document.body.innerText);
  for (const name of ['چمن سرحد', 'Бишкек', evil]) assert.ok(text.includes(name), name);
  assert.equal(await page.run(() => document.querySelector('#headline').getAttribute('dir')), 'auto');
});

test('says at the top what is wrong with a run', {skip}, async () => {
  const told = async (run) => {
    const page = await open(report(run));
    assert.deepEqual(page.complaints, []);
    return page.run(() => [...document.querySelectorAll('#top [data-warning]')].map((w) => w.dataset.warning));
  };
  assert.ok((await told(work.changedRun(tiny, (m) => { m.status = {code: 4, words: 'not converged'}; }))).includes('not-converged'));
  assert.ok((await told(work.changedRun(tiny, (m) => { m.stranded_teu = 12.3; }))).includes('stranded'));
  assert.ok((await told(work.changedRun(tiny, (m) => { m.counts.demand_rows = 1; }))).includes('one-demand-row'));
  assert.ok(!(await told(tiny)).includes('stranded'));
});

test('saves figures and says where the numbers come from', {skip}, async () => {
  const page = await open(report(tiny));
  const saved = await page.run(() => new Promise((resolve) => {
    const old = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      blob.text().then(resolve);
      URL.createObjectURL = old;
      return old.call(URL, blob);
    };
    document.querySelector('[data-figure=gateways] .save button').click();
  }));
  assert.match(saved, /^<svg[^]*Hills and two harbours[^]*<\/svg>$/);
  assert.ok(!saved.includes('var(--'));
});
