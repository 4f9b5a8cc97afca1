/** One page without anything from elsewhere: it is read from a build's artifacts, where nothing else is. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1f26; --faint: #5b6672; --line: #c9d1da; --card: #f5f7f9; --error: #b3261e; --warning: #8a5300; --note: #1c5fa8; --accent: #0b6e4f; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #12161b; --ink: #e6eaef; --faint: #9aa6b2; --line: #3a4552; --card: #1b2128; --error: #ff8a80; --warning: #ffc069; --note: #82b8ff; --accent: #5fd3a8; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
main { max-width: 1120px; margin: 0 auto; padding: 16px; }
h1 { font-size: 1.5rem; margin: 0 0 4px; } h2 { font-size: 1.15rem; margin: 32px 0 8px; } h3 { font-size: 1rem; margin: 0; }
p { margin: 4px 0; } code { font: 0.9em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; } a { color: inherit; }
.faint { color: var(--faint); }
.drawings { display: flex; flex-wrap: wrap; gap: 16px; }
figure { margin: 0; flex: 1 1 320px; max-width: 420px; border: 1px solid var(--line); border-radius: 8px; padding: 8px; background: var(--card); }
figcaption { font-weight: 600; padding: 4px 8px; }
svg { display: block; width: 100%; height: auto; font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: var(--ink); }
.box { fill: var(--paper); stroke: var(--line); } .balancer .box { stroke: var(--note); } .servers .box { stroke: var(--accent); } .store .box { stroke: var(--faint); }
.title { font-weight: 600; } .detail, .small { fill: var(--faint); font-size: 11px; }
.zone { fill: none; stroke: var(--line); stroke-dasharray: 4 3; } .node { fill: var(--accent); opacity: .75; } .letter { fill: var(--paper); font-size: 11px; font-weight: 700; text-anchor: middle; }
.arrow, .path { fill: none; stroke: var(--faint); stroke-width: 1.5; } .path { stroke: var(--accent); } #head path { fill: var(--faint); }
.mark { stroke: var(--paper); stroke-width: 2; } .mark.error { fill: var(--error); } .mark.warning { fill: var(--warning); } .mark.note { fill: var(--note); }
.count { fill: var(--paper); font-size: 12px; font-weight: 700; text-anchor: middle; }
article { border: 1px solid var(--line); border-left: 5px solid var(--line); border-radius: 6px; padding: 10px 14px; margin: 10px 0; background: var(--card); }
article.error { border-left-color: var(--error); } article.warning { border-left-color: var(--warning); } article.note { border-left-color: var(--note); }
article:target { outline: 2px solid var(--accent); }
.severity { font-weight: 700; text-transform: uppercase; font-size: .75rem; letter-spacing: .04em; }
.severity.error { color: var(--error); } .severity.warning { color: var(--warning); } .severity.note { color: var(--note); }
.times { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0; } .times dt { font-weight: 600; text-align: right; } .times dd { margin: 0 0 8px; }
@media (max-width: 520px) { .times { grid-template-columns: 1fr; } .times dt { text-align: left; } }
details { margin: 12px 0; } summary { cursor: pointer; font-weight: 600; }
@media print { article { break-inside: avoid; } }
`;
