// Colours and the style of figures. The page takes colours from its own variables (light or dark);
// a file gets the light ones written in. Palettes: Okabe and Ito 2008 for kinds, a blue to red
// sequence that colour-blind readers can tell apart for fullness.

export const LIGHT: Record<string, string> = {
  paper: '#ffffff', ink: '#1c2733', soft: '#5a6877', faint: '#d5dbe1', wash: '#f2f5f7',
  sea: '#dfeaf1', land: '#f7f5f0', lake: '#dfeaf1', border: '#b3aca2', country: '#8b857b', halo: '#fffdf9',
  road: '#d55e00', rail: '#0072b2', 'sea-mode': '#4a9bc4', ferry: '#009e73',
  u0: '#7d8894', u1: '#5ba3cf', u2: '#1f5f99', u3: '#e69f00', u4: '#b2182b',
  more: '#0072b2', less: '#d55e00', land_route: '#7d8894', own: '#0b7a5b', rival: '#93a1af', accent: '#0b5c8a',
  c0: '#0072b2', c1: '#56b4e9', c2: '#009e73', c3: '#f0c94a', c4: '#d55e00', c5: '#cc79a7', c6: '#6b4e9b', c7: '#999999',
};

export const DARK: Record<string, string> = {
  paper: '#141b22', ink: '#e8edf2', soft: '#a3b0bd', faint: '#34414d', wash: '#1c252e',
  sea: '#17232e', land: '#28303a', lake: '#17232e', border: '#5a6672', country: '#8d99a5', halo: '#1b232b',
  road: '#f08a3c', rail: '#5cb3ec', 'sea-mode': '#6fb7d9', ferry: '#3fc79c',
  u0: '#8693a0', u1: '#7cc0e8', u2: '#4a90d9', u3: '#f2b632', u4: '#ff6b6b',
  more: '#5cb3ec', less: '#f08a3c', land_route: '#8693a0', own: '#3fc79c', rival: '#6d7b88', accent: '#6fbbe8',
  c0: '#3b9ddb', c1: '#8fd0f5', c2: '#2fbf93', c3: '#f0c94a', c4: '#f08a3c', c5: '#e39cc4', c6: '#a48ad4', c7: '#aaaaaa',
};

export const FAMILY = '"Helvetica Neue",Helvetica,Arial,"Noto Sans","DejaVu Sans",sans-serif';

/** Size in pixels of a text of a figure by its class; "text" where no class says another. */
export const SIZES: Record<string, number> = {text: 12, small: 11, tiny: 10, title: 16, country: 10, seaname: 11, name: 11};

/** Style of figures; `var(--name)` are colours. Weights and spacing are known to measure.ts. */
export const FIGURE_CSS = `
.fig{font-family:${FAMILY}}
.fig text{fill:var(--ink);font-size:${SIZES.text}px}
.fig .soft{fill:var(--soft)}.fig .small{font-size:${SIZES.small}px}.fig .tiny{font-size:${SIZES.tiny}px}.fig .strong{font-weight:600}
.fig .title{font-size:${SIZES.title}px;font-weight:600}.fig .end{text-anchor:end}.fig .mid{text-anchor:middle}
.fig .axis{stroke:var(--faint);stroke-width:1;fill:none}.fig .rule{stroke:var(--soft);stroke-width:1;fill:none}
.fig .ground{fill:var(--paper)}
.map .water{fill:var(--sea)}.map .land{fill:var(--land)}.map .lake{fill:var(--lake)}
.map .line{fill:none;stroke:var(--border);stroke-width:.9}.map .disputed{stroke-dasharray:3 3}
.map .idle{fill:none;stroke:var(--border);stroke-width:.8;stroke-dasharray:1 3}
.map .flow{fill:none;stroke-linecap:round;stroke-opacity:.88}
.map .flow.seaway{stroke-dasharray:1 5;stroke-opacity:.8}
.map .case{fill:none;stroke:var(--halo);stroke-linecap:round;stroke-opacity:.7}
.map .country{fill:var(--country);font-size:${SIZES.country}px;letter-spacing:.14em;text-anchor:middle}
.map .seaname{fill:var(--soft);font-size:${SIZES.seaname}px;font-style:italic;text-anchor:middle}
.map .name{font-size:${SIZES.name}px;paint-order:stroke;stroke:var(--halo);stroke-width:3px;stroke-linejoin:round}
.map .name.port{font-weight:600}
.map .sign{stroke:var(--paper);stroke-width:1.2}.map .sign.blank{stroke:var(--ink)}
.map .city{fill:var(--ink);fill-opacity:.75}
.map .shut{stroke:var(--ink);stroke-width:2.2;stroke-linecap:round;fill:none}.map .shutback{fill:var(--paper);stroke:var(--ink);stroke-width:1.2}
.map .hit{fill:none;stroke:transparent;pointer-events:stroke;cursor:pointer}
.map [role=button]{cursor:pointer}
`;

/** The style with the colours of a theme written in. */
export function resolve(css: string, colours: Record<string, string>): string {
  return css.replace(/var\(--([\w-]+)\)/g, (_, name: string) => colours[name] || '#000');
}
