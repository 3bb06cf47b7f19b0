// Numbers and names as people read them. A number is printed with the digits of its CSV file or
// fewer, never more.

/** 1234567.8 as "1,234,568". */
export function count(value: number, digits = 0): string {
  const negative = value < 0;
  const [whole, part] = roundHalfAway(Math.abs(value), digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const text = part ? `${grouped}.${part}` : grouped;
  return negative && /[1-9]/.test(text) ? `−${text}` : text;
}

// As the program rounds: half away from zero, on the decimal digits of the number.
function roundHalfAway(value: number, digits: number): string {
  const shifted = Number(`${value}e${digits}`);
  if (!isFinite(shifted)) return value.toFixed(digits);
  return Number(`${Math.floor(shifted + 0.5)}e${-digits}`).toFixed(digits);
}

export const signed = (value: number, digits = 0) => (value > 0 ? '+' : '') + count(value, digits);

/** 0.2861 as "28.6 %"; many times full as "43.8 times". */
export function percent(share: number, digits = 1): string {
  return `${count(share * 100, digits)}\u00a0%`;
}

/** Load over capacity: a percentage up to two, then "5.2 ×". */
export function fullness(share: number): string {
  return share < 2 ? percent(share, 0) : `${count(share, 1)}\u00a0×`;
}

/** An amount for a label on a small figure: 1.2 M, 87 k, 640. */
export function brief(value: number): string {
  const size = Math.abs(value);
  if (size >= 999500) return `${count(value / 1e6, size >= 9.95e6 ? 0 : 1)} M`;
  if (size >= 9950) return `${count(value / 1e3)} k`;
  if (size >= 995) return `${count(value / 1e3, 1)} k`;
  return count(value);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** "2026-03" as "Mar 2026". */
export function month(code: string): string {
  const [year, number] = code.split('-');
  return MONTHS[Number(number) - 1] ? `${MONTHS[Number(number) - 1]} ${year}` : code;
}

/** "machinery_electronics_auto" as "machinery, electronics, auto". */
export const goods = (slug: string) => slug.replace(/_/g, ', ');

/** "Karachi (port) container terminals" as "Karachi (port)". */
export const portName = (name: string) => name.replace(/ container terminals$/, '');
/** "Karachi (port)" as "Karachi". */
export const shortName = (name: string) => portName(name).replace(/ \([^)]*\)/g, '').replace(/ port$/, '');

export const COMPONENTS: Record<string, string> = {
  haulage: 'haulage', fare: 'sea and service fare', handling: 'handling', port_tariff: 'port tariff',
  border_fee: 'border fee', inspection: 'inspection', storage: 'storage', guarantee: 'guarantee',
  security: 'security', toll: 'toll', time: 'value of time', unreliability: 'unreliability', carbon: 'carbon',
};
export const VALUED = ['time', 'unreliability', 'carbon'];

export const GRADES: Record<string, string> = {A: 'measured', B: 'reported', C: 'derived', D: 'assumed'};

const MEASURES: Record<string, string> = {
  contestable_teu: 'Contestable boxes', leading_gateway: 'Leading gateway', corridor_share: "Share of the corridor's own ports",
  by_land_share: 'Share by land', first_over_capacity: 'First over capacity', stranded_teu: 'Boxes without a way',
  gateway_share: 'Gateway share', demand_teu: 'Demand', landed_cost: 'Landed cost', door_to_door: 'Door-to-door time',
  distance: 'Distance', co2e: 'CO₂e', gateway_revenue: 'Port revenue', teu: 'TEU', peak_utilisation: 'Load in the fullest month',
  utilisation: 'Load over capacity', load: 'Load',
};
export const measureName = (name: string) => MEASURES[name] || name.replace(/_/g, ' ');
