// A picture or a piece of page as a plain value: drawn once, then turned into elements on the page
// or into SVG text for a file. Text is always text: nothing from the data becomes markup.

export type Child = Node_ | string | null | false | undefined;
export interface Node_ {
  tag: string;
  attributes: Record<string, string | number | undefined>;
  children: Child[];
}

/** A node; attributes that are undefined are left out. */
export function h(tag: string, attributes: Node_['attributes'] = {}, ...children: (Child | Child[])[]): Node_ {
  let flat: Child[] = [];
  for (const child of children) flat = flat.concat(child);
  return {tag, attributes, children: flat};
}

const SVG = 'http://www.w3.org/2000/svg';

/** The node as an element of this document. */
export function toElement(node: Node_, parent = ''): Element {
  const isSvg = node.tag === 'svg' || (parent === SVG && node.tag !== 'div');
  const element = isSvg ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  for (const name of Object.keys(node.attributes)) {
    const value = node.attributes[name];
    if (value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of node.children) {
    if (typeof child === 'string') element.appendChild(document.createTextNode(child));
    else if (child) element.appendChild(toElement(child, isSvg ? SVG : ''));
  }
  return element;
}

const escape = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
    // Control characters may not stand in XML at all.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');

/** The node as text of an SVG or XML file. */
export function toText(node: Node_): string {
  let text = '<' + node.tag;
  for (const name of Object.keys(node.attributes)) {
    const value = node.attributes[name];
    if (value !== undefined) text += ` ${name}="${escape(String(value))}"`;
  }
  if (!node.children.length) return text + '/>';
  text += '>';
  for (const child of node.children) {
    if (typeof child === 'string') text += escape(child);
    else if (child) text += toText(child);
  }
  return `${text}</${node.tag}>`;
}

/** The node with the colours of a theme in the place of variables. */
export function withColours(node: Node_, resolve: (text: string) => string): Node_ {
  const attributes: Node_['attributes'] = {};
  for (const name of Object.keys(node.attributes)) {
    const value = node.attributes[name];
    attributes[name] = typeof value === 'string' && value.indexOf('var(--') >= 0 ? resolve(value) : value;
  }
  return {tag: node.tag, attributes, children: node.children.map((child) => (child && typeof child !== 'string' ? withColours(child, resolve) : child))};
}
