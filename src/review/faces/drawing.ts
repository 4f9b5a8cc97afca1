import { clipped, escaped } from './html-text';
import { Box, Flow, Scene, Zone } from './scene';

/** Findings at a resource, as the drawing marks them. */
export interface Mark {
  readonly severity: string;
  readonly count: number;
  /** Where they are told, on the same page. */
  readonly target: string;
}

type MarkOf = (resourceIds: readonly string[]) => Mark | undefined;

const WIDTH = 340;
const MARGIN = 12;
const INNER = WIDTH - 2 * MARGIN - 18;
const BOX = 46;
const GAP = 22;
const NODE = 16;
const CHARACTERS = 34;

/** As wide as a phone; wider pages put several side by side. From the callers down to the data. */
export function drawn({ title, flows, stores, paths }: Scene, markOf: MarkOf): string {
  const parts: string[] = [];
  const exits: number[] = [];
  let y = MARGIN;
  for (const flow of flows) {
    const { svg, height, exit } = flowAt(y, flow, markOf);
    parts.push(svg);
    exits.push(exit);
    y += height + GAP;
  }
  const entries = stores.map((store) => {
    const top = y;
    const height = BOX + (store.nodes && store.nodes.length > 0 ? NODE + 6 : 0);
    parts.push(box(top, store, 'store', markOf, height), ...nodesAt(top, store.nodes ?? []));
    y += height + GAP / 2;
    return top + height / 2;
  });
  parts.push(...paths.map(([flow, store]) => rail(exits[flow], entries[store], store)));
  return `<svg viewBox="0 0 ${WIDTH} ${y}" role="img" aria-label="${escaped(title)}">${parts.join('')}</svg>`;
}

function flowAt(top: number, { names, balancer, servers, zones }: Flow, markOf: MarkOf) {
  const parts: string[] = [];
  let y = top;
  for (const [step, kind] of [[names, 'name'], [balancer, 'balancer']] as const) {
    if (!step) { continue; }
    parts.push(box(y, step, kind, markOf), arrow(y + BOX));
    y += BOX + GAP;
  }
  const height = BOX + 58;
  parts.push(box(y, servers, 'servers', markOf, height), ...zones.map((zone, index) => zoneAt(y + BOX, zone, index, zones.length)));
  return { svg: parts.join(''), height: y + height - top, exit: y + height / 2 };
}

function box(y: number, { title, detail, resourceIds }: Box, kind: string, markOf: MarkOf, height = BOX): string {
  return [
    `<g class="${kind}"><title>${escaped(`${title}: ${detail}`)}</title>`,
    `<rect class="box" x="${MARGIN}" y="${y}" width="${INNER}" height="${height}" rx="6"/>`,
    `<text class="title" x="${MARGIN + 10}" y="${y + 19}">${escaped(clipped(title, CHARACTERS))}</text>`,
    `<text class="detail" x="${MARGIN + 10}" y="${y + 36}">${escaped(clipped(detail, CHARACTERS + 8))}</text>`,
    mark(y, markOf(resourceIds)),
    '</g>',
  ].join('');
}

function mark(y: number, found: Mark | undefined): string {
  if (!found) { return ''; }
  const x = MARGIN + INNER - 4;
  return `<a href="#${found.target}" aria-label="${found.count} findings, the heaviest: ${found.severity}">`
    + `<circle class="mark ${found.severity}" cx="${x}" cy="${y + 4}" r="11"/><text class="count" x="${x}" y="${y + 8}">${found.count}</text></a>`;
}

function arrow(y: number): string {
  const x = MARGIN + INNER / 2;
  return `<path class="arrow" d="M${x} ${y} v${GAP - 5}" marker-end="url(#head)"/>`;
}

function zoneAt(y: number, { name, servers }: Zone, index: number, count: number): string {
  const width = (INNER - 16) / count;
  const x = MARGIN + 8 + index * width;
  const most = Math.max(1, Math.floor((width - 14) / (NODE + 4)));
  const shown = Math.min(servers, most);
  return [
    `<rect class="zone" x="${x + 2}" y="${y}" width="${width - 4}" height="50" rx="4"/>`,
    `<text class="small" x="${x + 8}" y="${y + 15}">${escaped(clipped(name, Math.floor(width / 7)))}</text>`,
    ...Array.from({ length: shown }, (_, server) => `<rect class="node" x="${x + 8 + server * (NODE + 4)}" y="${y + 24}" width="${NODE}" height="${NODE}" rx="2"/>`),
    servers > shown ? `<text class="small" x="${x + 8 + shown * (NODE + 4)}" y="${y + 37}">+${servers - shown}</text>` : '',
  ].join('');
}

function nodesAt(top: number, nodes: readonly string[]): string[] {
  const most = Math.floor((INNER - 20) / (NODE + 6));
  return nodes.slice(0, most).map((letter, index) => {
    const x = MARGIN + 10 + index * (NODE + 6);
    return `<rect class="node" x="${x}" y="${top + BOX - 2}" width="${NODE}" height="${NODE}" rx="2"/><text class="letter" x="${x + NODE / 2}" y="${top + BOX + 10}">${letter}</text>`;
  });
}

/** Beside the boxes: whose servers reach which data. */
function rail(from: number, to: number, lane: number): string {
  const edge = MARGIN + INNER;
  const x = edge + 6 + (lane % 3) * 6;
  return `<path class="path" d="M${edge} ${from} H${x} V${to} H${edge + 3}" marker-end="url(#head)"/>`;
}
