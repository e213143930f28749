/** One style sheet for the API docs: no script, no font to fetch, light and dark. */
export const DOCS_STYLE = `
:root{--ground:#fbfaf7;--surface:#fff;--sunken:#f2f0ea;--ink:#1d1b18;--muted:#5f5a52;--line:#dcd8cf;--accent:#0b5a6b;--warn:#8a3b12;--good:#22613a;--focus:#0b5a6b}
@media (prefers-color-scheme:dark){:root{--ground:#161513;--surface:#1e1d1a;--sunken:#26241f;--ink:#ece8e0;--muted:#a9a296;--line:#3a372f;--accent:#7cc4d4;--warn:#f0a57c;--good:#8fd0a5;--focus:#7cc4d4}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{padding:2.5rem clamp(1rem,4vw,3rem) 1.5rem;border-bottom:1px solid var(--line)}
h1{font-size:clamp(1.6rem,3vw,2.3rem);line-height:1.15;margin:0 0 .75rem;letter-spacing:-.01em}
h1 small{font-size:.5em;color:var(--muted);font-weight:400}
header p{max-width:72ch;margin:.4rem 0;color:var(--muted)}
h2{font-size:1.5rem;margin:2.5rem 0 1rem}
h3{font-size:1.15rem;margin:0 0 .5rem}
h4{font-size:.95rem;margin:1.25rem 0 .5rem;color:var(--muted);font-weight:600}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--surface);padding:.75rem 1rem;z-index:2}
.page{display:grid;grid-template-columns:minmax(0,1fr);padding:0 clamp(1rem,4vw,3rem) 4rem;gap:0 3rem}
nav ul{list-style:none;margin:0;padding:0}nav>ul>li{margin:1rem 0}nav li li{margin:0}nav li li a{display:block;padding:.25rem 0;text-decoration:none;font-size:.95rem}nav>ul>li>a{font-weight:600;color:var(--ink);text-decoration:none}
nav a:hover{text-decoration:underline}
@media (min-width:64rem){.page{grid-template-columns:17rem minmax(0,1fr)}nav{position:sticky;top:0;max-height:100vh;overflow:auto;padding:1.5rem 0}}
article{background:var(--surface);border:1px solid var(--line);border-radius:.5rem;padding:1.25rem clamp(1rem,2vw,1.5rem);margin:0 0 1.25rem}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.address{margin:.25rem 0 .75rem}
.method{display:inline-block;min-width:4.2em;font:600 .8rem ui-monospace,Menlo,Consolas,monospace;letter-spacing:.03em;color:var(--accent)}
.method.post,.method.put,.method.patch{color:var(--good)}.method.delete{color:var(--warn)}
.staff,.required,.optional{font-size:.8rem;font-weight:400;color:var(--muted)}
.staff{border:1px solid var(--line);border-radius:1rem;padding:.05rem .6rem;margin-left:.4rem}
.required{color:var(--warn)}
.type,.bounds{color:var(--muted)}.bounds{font-size:.9rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .75rem .45rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--muted);font-weight:600;font-size:.85rem}
tbody th{font-weight:400}
ul.fields{list-style:none;margin:.25rem 0;padding:0}
ul.fields ul.fields{border-left:2px solid var(--line);padding-left:1rem;margin:.35rem 0 .35rem .2rem}
ul.fields li{padding:.3rem 0}
.field{font-weight:600}
:target{scroll-margin-top:1rem}th:target,article:target{background:var(--sunken)}
`.replaceAll('\n', '');
