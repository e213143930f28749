import { formatMoney } from '../../../kernel/money.ts';
import type { Charge } from './charge.ts';

const WORDS = {
  en: {
    title: 'Confirm your payment',
    text: 'This page stands for your bank. It belongs to the test provider: no money moves.',
    amount: 'Amount',
    approve: 'Approve',
    refuse: 'Refuse',
    done: 'This payment has been answered.',
    back: 'Back to the shop',
  },
  de: {
    title: 'Zahlung bestätigen',
    text: 'Diese Seite steht für Ihre Bank. Sie gehört zum Testanbieter: Es fließt kein Geld.',
    amount: 'Betrag',
    approve: 'Bestätigen',
    refuse: 'Ablehnen',
    done: 'Diese Zahlung ist schon beantwortet.',
    back: 'Zurück zum Shop',
  },
} as const;

const STYLE = `:root{color-scheme:light dark;font:1.0625rem/1.55 system-ui,sans-serif}body{margin:0;min-height:100vh;display:grid;place-items:center;background:light-dark(#eef1f4,#14181c);color:light-dark(#1b2228,#e7ecf0)}
main{box-sizing:border-box;width:min(28rem,100% - 2rem);padding:2rem;border-radius:.75rem;background:light-dark(#fff,#1e242a);border:1px solid light-dark(#cfd6dc,#3a444d)}
h1{margin:0 0 .5rem;font-size:1.4rem}p{margin:0 0 1rem}strong{font-size:1.25rem;font-variant-numeric:tabular-nums}
form{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}button,a{flex:1;min-height:3rem;box-sizing:border-box;padding:.7rem 1rem;border-radius:.4rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;border:1px solid light-dark(#0b5c46,#58c6a4);background:transparent;color:light-dark(#0b5c46,#7fdcbc)}
button[value=approve]{background:light-dark(#0b5c46,#58c6a4);color:light-dark(#fff,#08221a)}:focus-visible{outline:3px solid light-dark(#1f6feb,#8ab8ff);outline-offset:2px}`;

/** The page that stands for the buyer's bank: works without script, in two languages. */
export function challengePage(charge: Charge, acceptLanguage: string | undefined): string {
  const language = /^\s*de\b/i.test(acceptLanguage ?? '') ? 'de' : 'en';
  const words = WORDS[language];
  const isOpen = charge.status === 'action_required';
  return `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${words.title}</title><style>${STYLE}</style></head>
<body><main><h1>${words.title}</h1><p>${words.text}</p><p>${words.amount}: <strong>${formatMoney(charge.amount, charge.currency, language)}</strong></p>
${
  isOpen
    ? `<form method="post"><button name="decision" value="approve">${words.approve}</button><button name="decision" value="refuse">${words.refuse}</button></form>`
    : `<p>${words.done}</p><p><a href="${escaped(charge.returnUrl)}">${words.back}</a></p>`
}</main></body></html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
