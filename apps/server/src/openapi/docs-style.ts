// The style sheet of the API page: light and dark, phone to wide screen.
export const docsStyle = `:root {
  color-scheme: light dark;
  --ground: light-dark(#fbfbf9, #14171a);
  --raised: light-dark(#ffffff, #1c2024);
  --line: light-dark(#dcdfe0, #343a40);
  --text: light-dark(#1c2226, #e6e9eb);
  --quiet: light-dark(#596169, #a3acb4);
  --accent: light-dark(#0b5f73, #6cc7dd);
  --good: light-dark(#1e6b37, #7ed29a);
  --bad: light-dark(#9c2f1f, #f0a08f);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.55 system-ui, sans-serif; }
header { position: sticky; top: 0; z-index: 1; background: var(--raised); border-bottom: 1px solid var(--line); padding: .75rem clamp(1rem, 4vw, 3rem); display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; }
h1 { font-size: 1.25rem; margin: 0; }
h1 small { color: var(--quiet); font-weight: 400; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
a { color: var(--accent); text-underline-offset: .2em; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; }
.lead { font-size: 1.2rem; margin: .5rem 0; }
h2 { margin: 2.5rem 0 .75rem; text-transform: capitalize; scroll-margin-top: 5rem; }
h4 { margin: 1rem 0 .4rem; color: var(--quiet); font-size: .8rem; letter-spacing: .05em; text-transform: uppercase; }
details { scroll-margin-top: 5rem; }
details.operation, details.schema { background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; }
summary { cursor: pointer; padding: .6rem .9rem; overflow-wrap: anywhere; }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: .5rem; }
.inside { padding: 0 .9rem .9rem; border-top: 1px solid var(--line); }
.method { display: inline-block; min-width: 4.2em; font: 600 .8rem ui-monospace, monospace; color: var(--accent); }
.method.delete { color: var(--bad); }
.method.post, .method.put { color: var(--good); }
.summary { color: var(--quiet); margin-inline-start: .5rem; }
.who { float: inline-end; color: var(--quiet); font-size: .8rem; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; }
.required { color: var(--bad); font-size: .75rem; }
.status { font: 600 .9rem ui-monospace, monospace; }
.status.good { color: var(--good); }
.status.bad { color: var(--bad); }
.answers { list-style: none; padding: 0; margin: 0; }
.answers li { display: grid; grid-template-columns: 3.5rem 1fr; gap: .5rem; padding: .3rem 0; border-top: 1px solid var(--line); }
.ref { margin: .2rem 0; }
code, pre { font-family: ui-monospace, monospace; font-size: .875em; }
pre { margin: 0; padding: .9rem; overflow-x: auto; border-top: 1px solid var(--line); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--quiet); font-weight: 500; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
