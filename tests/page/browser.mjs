// A headless Chromium spoken to over two pipes with Chrome's DevTools protocol, with nothing but
// what Node 18 brings along. Every test starts from an empty profile.
import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
export const chromium = NAMES.find((name) => spawnSync(name, ['--version']).status === 0);

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-extensions', '--hide-scrollbars', '--mute-audio', '--remote-debugging-pipe'];

export class Browser {
  /** `fonts`: a folder; only its fonts are known then. */
  static async start({fonts = undefined} = {}) {
    const browser = new Browser();
    browser.profile = mkdtempSync(join(tmpdir(), 'corridor-page-'));
    const env = fonts ? {...process.env, FONTCONFIG_FILE: fontsOnlyOf(fonts, browser.profile)} : process.env;
    browser.process = spawn(chromium, [...FLAGS, `--user-data-dir=${browser.profile}`, 'about:blank'], {env, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
    browser.pending = new Map();
    browser.listeners = [];
    browser.next = 0;
    let rest = '';
    browser.process.stdio[4].setEncoding('utf8');
    browser.process.stdio[4].on('data', (chunk) => {
      rest += chunk;
      for (let end = rest.indexOf('\0'); end >= 0; end = rest.indexOf('\0')) {
        browser.take(JSON.parse(rest.slice(0, end)));
        rest = rest.slice(end + 1);
      }
    });
    return browser;
  }

  take(message) {
    if (message.id === undefined) {
      for (const listener of this.listeners) listener(message);
      return;
    }
    const {resolve, reject, method} = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (message.error) reject(new Error(`${method}: ${message.error.message}`));
    else resolve(message.result);
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.next;
    this.process.stdio[3].write(JSON.stringify({id, method, params, sessionId}) + '\0');
    return new Promise((resolve, reject) => this.pending.set(id, {resolve, reject, method}));
  }

  /** A page of the given size; what it asks the network for, and says on its console, is kept. */
  async open(file, {width = 1380, height = 900, dark = false, phone = false} = {}) {
    const {targetId} = await this.send('Target.createTarget', {url: 'about:blank'});
    const {sessionId} = await this.send('Target.attachToTarget', {targetId, flatten: true});
    const page = new Page(this, sessionId, targetId);
    for (const domain of ['Page', 'Runtime', 'Log', 'Network', 'DOM']) await page.send(`${domain}.enable`);
    await page.send('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor: 1, mobile: phone});
    await page.send('Emulation.setEmulatedMedia', {features: [{name: 'prefers-color-scheme', value: dark ? 'dark' : 'light'}]});
    const loaded = page.once('Page.loadEventFired');
    await page.send('Page.navigate', {url: pathToFileURL(file).href});
    await loaded;
    return page;
  }

  async close() {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    await Promise.race([this.send('Browser.close').catch(() => undefined), new Promise((r) => setTimeout(r, 2000).unref())]);
    setTimeout(() => this.process.kill('SIGKILL'), 3000).unref();
    await ended;
    rmSync(this.profile, {recursive: true, force: true, maxRetries: 20});
  }
}

function fontsOnlyOf(folder, profile) {
  const file = join(profile, 'fonts.conf');
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${join(profile, 'fonts')}</cachedir></fontconfig>`);
  return file;
}

class Page {
  constructor(browser, session, target) {
    Object.assign(this, {browser, session, target, requests: [], complaints: []});
    browser.listeners.push((message) => message.sessionId === session && this.hear(message));
  }

  hear({method, params}) {
    if (method === 'Network.requestWillBeSent') this.requests.push(params.request.url);
    if (method === 'Runtime.exceptionThrown') this.complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === 'Runtime.consoleAPICalled' && ['error', 'warning', 'assert'].includes(params.type)) this.complaints.push(params.args.map((a) => a.value ?? a.description).join(' '));
    if (method === 'Log.entryAdded' && params.entry.level !== 'info') this.complaints.push(params.entry.text);
  }

  send(method, params) {
    return this.browser.send(method, params, this.session);
  }

  once(method) {
    return new Promise((resolve) => {
      const listener = (message) => {
        if (message.sessionId !== this.session || message.method !== method) return;
        this.browser.listeners.splice(this.browser.listeners.indexOf(listener), 1);
        resolve(message.params);
      };
      this.browser.listeners.push(listener);
    });
  }

  /** The value of an expression, or of a function called with `args`, in the page. */
  async run(code, ...args) {
    const expression = typeof code === 'function' ? `(${code})(...${JSON.stringify(args)})` : code;
    const result = await this.send('Runtime.evaluate', {expression, returnByValue: true, awaitPromise: true});
    if (result.exceptionDetails) throw new Error(result.exceptionDetails.exception?.description ?? result.exceptionDetails.text);
    return result.result.value;
  }

  async key(name, text = undefined) {
    const codes = {Tab: 9, Enter: 13, Escape: 27, ArrowRight: 39, ArrowLeft: 37};
    const key = {key: name, code: name, windowsVirtualKeyCode: codes[name] ?? name.charCodeAt(0), text: text ?? (name === 'Enter' ? '\r' : undefined)};
    await this.send('Input.dispatchKeyEvent', {type: key.text ? 'keyDown' : 'rawKeyDown', ...key});
    await this.send('Input.dispatchKeyEvent', {type: 'keyUp', ...key});
  }

  /** A picture of the page from its top, or of one element. */
  async picture({selector = undefined, height = undefined, scale = 1} = {}) {
    const box = await this.run((s) => {
      const r = s ? document.querySelector(s).getBoundingClientRect() : {left: 0, top: -scrollY, width: innerWidth, height: document.documentElement.scrollHeight};
      return {x: r.left + scrollX, y: r.top + scrollY, width: r.width, height: r.height};
    }, selector ?? null);
    const clip = {...box, height: Math.min(box.height, height ?? 16000), scale};
    const {data} = await this.send('Page.captureScreenshot', {format: 'png', clip, captureBeyondViewport: true});
    return Buffer.from(data, 'base64');
  }
}

/** Run in the page: texts that leave their picture, and texts that lie on each other. */
export function misplacedTexts() {
  const bad = [];
  for (const svg of document.querySelectorAll('svg.fig')) {
    const frame = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll('text')) {
      const r = text.getBoundingClientRect();
      if (r.width && (r.left < frame.left - 1.5 || r.right > frame.right + 1.5 || r.top < frame.top - 1.5 || r.bottom > frame.bottom + 2.5)) bad.push(`${text.textContent} leaves ${svg.getAttribute('aria-label')}`);
    }
  }
  for (const svg of document.querySelectorAll('svg.fig')) {
    const texts = [...svg.querySelectorAll('text:not([transform]):not(.country):not(.seaname)')].filter((t) => t.textContent).map((t) => [t.textContent, t.getBoundingClientRect()]);
    texts.forEach(([a, x], i) => texts.slice(i + 1).forEach(([b, y]) => {
      if (x.left < y.right - 2 && y.left < x.right - 2 && x.top < y.bottom - 4 && y.top < x.bottom - 4) bad.push(`${a} lies on ${b} in ${svg.getAttribute('aria-label')}`);
    }));
  }
  return bad;
}
