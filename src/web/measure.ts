// How wide a text of a figure is, so that labels are placed and cut by their width. On the page the
// browser measures in the font in force; the program's interpreter has no fonts and counts with DejaVu
// Sans, which is wider than the other families that figures name.

import {FAMILY, SIZES} from './theme';

/** Width in pixels of a text whose element has the classes `kind`. */
export function textWidth(text: string, kind = ''): number {
  const {size, isBold, isItalic, spacing} = fontOf(kind);
  const width = typeof document === 'undefined' ? countedWidth(text, isBold) * size : measuredWidth(text, `${isItalic ? 'italic ' : ''}${isBold ? 600 : 400} ${size}px ${FAMILY}`);
  return Math.ceil(width + spacing * text.length);
}

/** A text that fits, cut with an ellipsis if it must be. */
export function fit(text: string, kind: string, width: number): string {
  if (textWidth(text, kind) <= width) return text;
  let cut = text;
  while (cut.length > 1 && textWidth(cut + '…', kind) > width) cut = cut.slice(0, /[\ud800-\udfff]$/.test(cut) ? -2 : -1);
  return cut.replace(/\s+$/, '') + '…';
}

export const widest = (texts: string[], kind = '') => texts.reduce((most, text) => Math.max(most, textWidth(text, kind)), 0);

// What the style of figures says of these classes.
function fontOf(kind: string): {size: number; isBold: boolean; isItalic: boolean; spacing: number} {
  const words = kind.split(' ');
  const has = (word: string) => words.indexOf(word) >= 0;
  const size = words.reduce((found, word) => SIZES[word] || found, SIZES.text);
  return {size, isBold: has('strong') || has('title') || has('port'), isItalic: has('seaname'), spacing: has('country') ? 0.14 * size : 0};
}

let canvas: CanvasRenderingContext2D | null | undefined;
function measuredWidth(text: string, font: string): number {
  if (canvas === undefined) canvas = document.createElement('canvas').getContext('2d');
  canvas!.font = font;
  return canvas!.measureText(text).width;
}

// Advances of the characters from space to tilde in thousandths of the size.
// Source: table hmtx of DejaVu Sans and DejaVu Sans Bold 2.37.
const BOOK = [
  318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637, 637, 637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531,
  1000, 685, 687, 699, 771, 632, 576, 775, 752, 295, 295, 656, 558, 863, 749, 788, 604, 788, 695, 635, 611, 732, 685, 989, 686, 611, 686, 391, 337, 391, 838, 500,
  500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580, 278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
];
const BOLD = [
  349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 581,
  1000, 774, 763, 734, 831, 684, 684, 821, 837, 373, 373, 775, 638, 996, 837, 851, 733, 851, 771, 721, 683, 813, 774, 1104, 771, 725, 726, 458, 366, 458, 838, 500,
  500, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666, 343, 1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712, 366, 712, 838,
];
const SPACE = 32;

// Assumed: any other character is as wide as a sign of arithmetic, from Chinese punctuation on as wide
// as it is tall: no letter of a name in the data pack is wider on average.
function countedWidth(text: string, isBold: boolean): number {
  const advances = isBold ? BOLD : BOOK;
  let thousandths = 0;
  for (let i = 0; i < text.length; ++i) {
    const code = text[i] === '\u00a0' ? SPACE : text.charCodeAt(i);
    thousandths += advances[code - SPACE] || (code > 0x2e7f || text[i] === '…' ? 1000 : 838);
  }
  return thousandths / 1000;
}
