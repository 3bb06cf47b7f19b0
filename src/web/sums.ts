// What d3-geo needs of d3-array, in a form that the figures' interpreter runs too: d3-array itself
// brings generators and maps.

/** Sum of numbers without loss: Shewchuk 1997, as in Python's fsum. */
export class Adder {
  private parts: number[] = [];

  add(value: number): this {
    let x = value;
    let used = 0;
    for (let part of this.parts) {
      if (Math.abs(x) < Math.abs(part)) [x, part] = [part, x];
      const high = x + part;
      const low = part - (high - x);
      if (low !== 0) this.parts[used++] = low;
      x = high;
    }
    this.parts.length = used;
    this.parts.push(x);
    return this;
  }

  valueOf(): number {
    let sum = 0;
    for (let i = this.parts.length - 1; i >= 0; --i) sum += this.parts[i];
    return sum;
  }
}

export function merge<T>(lists: T[][]): T[] {
  let all: T[] = [];
  for (const list of lists) all = all.concat(list);
  return all;
}

export function range(start: number, stop: number, step: number): number[] {
  const list: number[] = [];
  const count = Math.max(0, Math.ceil((stop - start) / step)) | 0;
  for (let i = 0; i < count; ++i) list.push(start + i * step);
  return list;
}
