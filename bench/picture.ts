import { CONSTRUCTS, Engine, ENGINES } from './programs';
import { BAR, Comparison, ENGINE_NAMES, Growth, Measured, MEASURES } from './results';
import { Spread, spreadOf } from './statistics';

const WIDTH = 960;
const LEFT = 330;
const RIGHT = 930;
const ROW = 15;
const LEAST = 0.5;
const MOST = 2;

/** Ratios as dots with their middle half, and growth as lines; its colours follow the reader's, dark or light. */
export function drawPicture({ comparisons, growth }: Measured): string {
  const ratios = drawRatios(comparisons);
  const lines = drawGrowth(growth, ratios.height + 60);
  const height = ratios.height + 60 + lines.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" role="img">`,
    '<title>The library beside hand-written programs: ratios of time and memory, and growth</title>',
    '<style>',
    'text{fill:#222}.axis{stroke:#bbb}.bar{stroke:#c0392b;stroke-dasharray:4 3}.measure{fill:#666}.library{stroke:#1f6fb2;fill:#1f6fb2}.hand{stroke:#888;fill:#888}',
    '@media (prefers-color-scheme:dark){text{fill:#ddd}.axis{stroke:#555}.bar{stroke:#ff7b6b}.measure{fill:#aaa}.library{stroke:#6cb6ff;fill:#6cb6ff}.hand{stroke:#999;fill:#999}}',
    'polyline{fill:none!important}',
    '</style>',
    ...ratios.parts, ...lines.parts,
    '</svg>', '',
  ].join('\n');
}

function drawRatios(comparisons: readonly Comparison[]) {
  const parts: string[] = [text(20, 20, 'Library ÷ hand-written: dot = median, line = middle half; at the edge: 2 or more', 'font-weight="bold"')];
  let y = 50;
  for (const engine of ENGINES) {
    parts.push(text(20, y, ENGINE_NAMES[engine], 'font-weight="bold"'));
    y += 20;
    for (const comparison of comparisons.filter((one) => one.engine === engine)) {
      parts.push(text(20, y + 4, CONSTRUCTS[comparison.name]));
      for (const [name, measure] of Object.entries(MEASURES)) {
        parts.push(text(LEFT - 10, y + 4, name, 'class="measure" text-anchor="end" font-size="10"'), ...drawSpread(measure(comparison), y));
        y += ROW;
      }
      y += 6;
    }
    y += 14;
  }
  const axis = [LEAST, 0.75, 1, BAR, 1.5, MOST].flatMap((ratio) => [
    line(ratioX(ratio), 40, ratioX(ratio), y, ratio === BAR ? 'bar' : 'axis'), text(ratioX(ratio), 36, String(ratio), 'text-anchor="middle" font-size="10"'),
  ]);
  return { parts: [...axis, ...parts], height: y };
}

function drawSpread({ median, low, high }: Spread, y: number): string[] {
  return [line(ratioX(low), y, ratioX(high), y, 'library'), `<circle cx="${ratioX(median)}" cy="${y}" r="3.5" class="library"/>`];
}

/** By doubling: half as much is as far from the middle as twice as much. What lies beyond the picture is drawn at its edge. */
function ratioX(ratio: number): number {
  const within = Math.min(MOST, Math.max(LEAST, ratio));
  return Math.round((LEFT + (RIGHT - LEFT) * Math.log(within / LEAST) / Math.log(MOST / LEAST)) * 10) / 10;
}

function drawGrowth(growth: readonly Growth[], top: number) {
  const height = 240;
  const parts = [text(20, top - 20, 'Growth of ScaledWebTier: seconds by tiers, both by powers of ten', 'font-weight="bold"')];
  const panels = ENGINES.flatMap((engine, index) => (
    drawPanel(growth.filter((one) => one.engine === engine), engine, 60 + index * 460, top, height - 60)
  ));
  return { parts: [...parts, ...panels], height };
}

function drawPanel(growth: readonly Growth[], engine: Engine, left: number, top: number, height: number): string[] {
  const width = 380;
  const x = (tiers: number) => Math.round(left + width * Math.log10(tiers) / 3);
  const y = (seconds: number) => Math.round(top + height * (2 - Math.log10(seconds)) / 4);
  const curve = (side: 'library' | 'hand') => {
    const points = growth.map(({ tiers, fresh }) => [x(tiers), y(spreadOf(fresh[side].map((run) => run.synthMilliseconds)).median / 1000)]);
    return [
      `<polyline class="${side}" points="${points.map((point) => point.join(',')).join(' ')}"/>`,
      ...points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3" class="${side}"/>`),
    ];
  };
  return [
    text(left, top - 2, `${ENGINE_NAMES[engine]}: library blue, hand-written grey`, 'font-size="10"'),
    ...[0.01, 0.1, 1, 10, 100].flatMap((seconds) => [
      line(left, y(seconds), left + width, y(seconds), 'axis'),
      text(left - 6, y(seconds) + 4, String(seconds), 'text-anchor="end" font-size="10"'),
    ]),
    ...[1, 10, 100, 500].map((tiers) => text(x(tiers), top + height + 16, String(tiers), 'text-anchor="middle" font-size="10"')),
    ...curve('hand'), ...curve('library'),
  ];
}

function line(x1: number, y1: number, x2: number, y2: number, name: string): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" class="${name}"/>`;
}

function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${x}" y="${y}" ${attributes}>${content}</text>`;
}
