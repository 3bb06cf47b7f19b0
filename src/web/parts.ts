// Pieces of page: tables, figures with their buttons, folds. All from values, all text as text.

import {Cell} from './data';
import {count} from './format';
import {frame} from './figures';
import {h, Node_, toElement, toText} from './node';

export interface Column {name: string; digits?: number; isText?: boolean; show?: (value: Cell) => string}

export function table(columns: Column[], rows: Cell[][], caption: string): Node_ {
  const cell = (value: Cell, column: Column) => (column.show ? column.show(value) : value === null || value === undefined ? '–'
    : typeof value === 'number' ? count(value, column.digits ?? 0) : value);
  return h('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption},
    h('table', {}, h('caption', {class: 'hidden'}, caption),
      h('thead', {}, h('tr', {}, columns.map((c) => h('th', {scope: 'col', class: c.isText ? undefined : 'n'}, c.name)))),
      h('tbody', {}, rows.map((row) => h('tr', {}, row.map((value, i) =>
        h(i === 0 ? 'th' : 'td', {class: columns[i].isText ? undefined : 'n', scope: i === 0 ? 'row' : undefined, dir: columns[i].isText ? 'auto' : undefined}, cell(value, columns[i]))))))));
}

export const fold = (title: string, ...children: Node_[]) => h('details', {}, h('summary', {}, title), children);

/** A figure: picture, words under it, its numbers, and buttons that save it. */
export function figure(name: string, title: string, pictures: Node_[], caption: string, note: string, numbers?: Node_): Element {
  const element = toElement(h('figure', {'data-figure': name}, h('p', {class: 'title'}, title), pictures,
    h('figcaption', {}, caption), numbers && fold('Numbers', numbers))) as HTMLElement;
  const save = document.createElement('div');
  save.className = 'save';
  for (const kind of ['SVG', 'PNG']) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = kind;
    button.setAttribute('aria-label', `Save "${title}" as ${kind}`);
    button.addEventListener('click', () => {
      const framed = frame(title, `${caption} ${note}`, pictures);
      if (kind === 'SVG') offer(new Blob([toText(framed)], {type: 'image/svg+xml'}), `${name}.svg`);
      else savePng(framed, `${name}.png`);
    });
    save.appendChild(button);
  }
  element.appendChild(save);
  return element;
}

function offer(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function savePng(picture: Node_, name: string): void {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement('canvas');
    canvas.width = Number(picture.attributes.width) * 2;
    canvas.height = Number(picture.attributes.height) * 2;
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && offer(blob, name));
  };
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(toText(picture));
}

/** Puts new content into an element. */
export function fill(element: Element, ...children: (Node_ | Element | false | undefined)[]): void {
  element.textContent = '';
  for (const child of children) if (child) element.appendChild(child instanceof Element ? child : toElement(child));
}
