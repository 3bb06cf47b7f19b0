// What the figures' code uses beyond the interpreter's ECMAScript 5.

function define(owner: any, name: string, value: unknown): void {
  if (!owner[name]) Object.defineProperty(owner, name, {value, writable: true, configurable: true});
}

define(Array.prototype, 'find', function (this: any[], test: (v: any) => boolean) {
  for (let i = 0; i < this.length; ++i) if (test(this[i])) return this[i];
  return undefined;
});
define(Array.prototype, 'findIndex', function (this: any[], test: (v: any) => boolean) {
  for (let i = 0; i < this.length; ++i) if (test(this[i])) return i;
  return -1;
});
define(Array.prototype, 'includes', function (this: any[], value: any) {
  return this.indexOf(value) >= 0;
});
define(Array.prototype, 'fill', function (this: any[], value: any) {
  for (let i = 0; i < this.length; ++i) this[i] = value;
  return this;
});
define(Object, 'values', (object: any) => Object.keys(object).map((key) => object[key]));
define(Object, 'entries', (object: any) => Object.keys(object).map((key) => [key, object[key]]));
define(Math, 'hypot', (x: number, y: number) => Math.sqrt(x * x + y * y));
define(Math, 'sign', (x: number) => (x > 0 ? 1 : x < 0 ? -1 : x));
define(Math, 'log10', (x: number) => Math.log(x) / Math.LN10);
define(Math, 'log2', (x: number) => Math.log(x) / Math.LN2);
