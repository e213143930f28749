import { formatMoney } from '../../kernel/money.ts';
import { translate } from '../../kernel/translated.ts';
import { type Html, html, raw, render } from '../../platform/pages/html.ts';
import type { Brand, BrandColors, Content, LetterLinks, Written } from './letter.ts';
import { type LetterTexts, letterTexts } from './letter-texts.ts';

type Tools = {
  texts: LetterTexts;
  money(amount: number): string;
  day(at: Date): string;
  moment(at: Date): string;
  brand: Brand;
  links: LetterLinks;
};
type Shown = { name: string; note: string; amount: string };

/** A letter in both forms: tables and inline styles, since that is what mail programs keep; colours for dark screens on top. */
export function writeLetter(content: Content, brand: Brand, links: LetterLinks): Written {
  const { order, kind } = content;
  const { language, currency } = order;
  const tag = language === 'en' ? 'en-GB' : language;
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const moments = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC', hourCycle: 'h23' });
  const tools: Tools = {
    texts: letterTexts(language),
    money: (amount) => formatMoney(amount, currency, language),
    day: (at) => dates.format(at),
    moment: (at) => moments.format(at),
    brand,
    links,
  };
  return { subject: tools.texts.subject[kind](order.number), html: htmlOf(content, tools), text: textOf(content, tools) };
}

function htmlOf(content: Content, tools: Tools): string {
  const { brand, texts, links } = tools;
  const { order, kind } = content;
  const c = brand.light;
  const font = 'font-family:Helvetica,Arial,sans-serif';
  const serif = "font-family:Georgia,'Times New Roman',serif";
  const name = order.contact?.name ?? '';
  return render(html`<!doctype html>
<html lang="${order.language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${texts.subject[kind](order.number)}</title>
<style>${raw(darkRules(brand.dark))}</style>
</head>
<body class="m-ground" style="margin:0;padding:0;background-color:${c.ground};">
<table role="presentation" class="m-ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:${c.ground};"><tr><td align="center" style="padding:24px 12px;">
<table role="presentation" class="m-surface" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background-color:${c.surface};">
<tr><td class="m-ink" style="padding:28px 28px 0 28px;${serif};font-size:20px;line-height:26px;color:${c.ink};"><a class="m-ink" href="${links.home(order)}" style="color:${c.ink};text-decoration:none;">${brand.name}</a></td></tr>
<tr><td style="padding:24px 28px 0 28px;"><h1 class="m-ink" style="margin:0;${serif};font-weight:normal;font-size:28px;line-height:34px;color:${c.ink};">${texts.title[kind]}</h1></td></tr>
<tr><td class="m-ink" style="padding:16px 28px 0 28px;${font};font-size:16px;line-height:24px;color:${c.ink};">${name === '' ? null : html`<p style="margin:0 0 8px 0;">${texts.hello(name)}</p>`}<p style="margin:0;">${leadOf(content, tools)}</p></td></tr>
${factsOf(content, tools).map(
  ([label, value]) =>
    html`<tr><td class="m-ink" style="padding:12px 28px 0 28px;${font};font-size:16px;line-height:24px;color:${c.ink};"><span class="m-muted" style="font-size:13px;line-height:18px;color:${c.muted};">${label}</span><br>${value}</td></tr>`,
)}
<tr><td style="padding:24px 28px 4px 28px;">${button(links.order(order), texts.button, c, font)}</td></tr>
${linksOf(content, tools).map(
  ([label, href]) =>
    html`<tr><td class="m-ink" style="padding:12px 28px 0 28px;${font};font-size:15px;line-height:22px;color:${c.ink};"><a class="m-accent" href="${href}" style="color:${c.accent};text-decoration:underline;">${label}</a></td></tr>`,
)}
<tr><td style="padding:24px 28px 0 28px;">${goods(content, tools, font)}</td></tr>
${notesOf(content, tools).map((note) => html`<tr><td class="m-ink" style="padding:16px 28px 0 28px;${font};font-size:15px;line-height:22px;color:${c.ink};">${note}</td></tr>`)}
${
  offersWithdrawal(content)
    ? html`<tr><td class="m-muted" style="padding:16px 28px 0 28px;${font};font-size:13px;line-height:20px;color:${c.muted};">${texts.withdrawNote(brand.withdrawalDays)} <a class="m-accent" href="${links.withdrawal(order)}" style="color:${c.accent};text-decoration:underline;">${texts.withdraw}</a></td></tr>`
    : null
}
<tr><td class="m-muted" style="padding:24px 28px 28px 28px;${font};font-size:13px;line-height:20px;color:${c.muted};"><p style="margin:0 0 12px 0;">${texts.contact} ${texts.keep}</p><p style="margin:0;">${imprintOf(tools, order.language).map((line, index) => html`${index > 0 ? html`<br>` : null}${line}`)}</p></td></tr>
</table>
</td></tr></table>
</body>
</html>
`);
}

/** What turns the colours where the reader prefers dark; programs that do not know it keep the light ones. */
function darkRules(c: BrandColors): string {
  const rule = (name: string, text: string) => `.${name}{${text} !important}`;
  return `:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${[
    rule('m-ground', `background-color:${c.ground}`),
    rule('m-surface', `background-color:${c.surface}`),
    rule('m-ink', `color:${c.ink}`),
    rule('m-muted', `color:${c.muted}`),
    rule('m-accent', `color:${c.accent}`),
    rule('m-line', `border-color:${c.line}`),
    rule('m-button', `background-color:${c.accent}`),
    rule('m-on-accent', `color:${c.onAccent}`),
  ].join('')}}`;
}

function button(href: string, label: string, c: BrandColors, font: string): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="m-button" style="background-color:${c.accent};padding:12px 22px;"><a class="m-on-accent" href="${href}" style="${font};font-size:16px;line-height:22px;color:${c.onAccent};text-decoration:none;">${label}</a></td></tr></table>`;
}

function goods(content: Content, tools: Tools, font: string): Html {
  const c = tools.brand.light;
  const line = `border-top:1px solid ${c.line}`;
  const heading = headingOf(content, tools.texts);
  const cell = `padding:10px 0;${font};font-size:15px;line-height:21px;color:${c.ink};vertical-align:top`;
  return html`<h2 class="m-ink" style="margin:0 0 8px 0;${font};font-size:16px;line-height:22px;color:${c.ink};">${heading}</h2>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${shownLines(content, tools).map(
    ({ name, note, amount }) =>
      html`<tr><td class="m-ink m-line" style="${cell};${line};">${name}${note === '' ? null : html`<br><span class="m-muted" style="font-size:13px;line-height:18px;color:${c.muted};">${note}</span>`}</td><td class="m-ink m-line" align="right" style="${cell};${line};padding-left:12px;">${amount}</td></tr>`,
  )}${sumsOf(content, tools).map(([label, amount], index, all) => {
    const bold = index === all.length - 1 ? 'font-weight:bold' : 'font-weight:normal';
    return html`<tr><td class="m-ink m-line" style="${cell};${line};${bold};">${label}</td><td class="m-ink m-line" align="right" style="${cell};${line};${bold};padding-left:12px;">${amount}</td></tr>`;
  })}</table>`;
}

function textOf(content: Content, tools: Tools): string {
  const { texts, links } = tools;
  const { order, kind } = content;
  const name = order.contact?.name ?? '';
  const parts = [
    texts.title[kind],
    '',
    ...(name === '' ? [] : [texts.hello(name), '']),
    leadOf(content, tools),
    '',
    ...factsOf(content, tools).map(([label, value]) => `${label}: ${value}`),
    '',
    `${texts.button}: ${links.order(order)}`,
    ...linksOf(content, tools).map(([label, href]) => `${label}: ${href}`),
    '',
    headingOf(content, texts),
    ...shownLines(content, tools).map(({ name: line, note, amount }) => `- ${[line, note, amount].filter(Boolean).join(' | ')}`),
    ...sumsOf(content, tools).map(([label, amount]) => `${label}: ${amount}`),
    '',
    ...notesOf(content, tools).flatMap((note) => [note, '']),
    ...(offersWithdrawal(content) ? [`${texts.withdrawNote(tools.brand.withdrawalDays)} ${links.withdrawal(order)}`, ''] : []),
    texts.contact,
    texts.keep,
    '',
    '-- ',
    ...imprintOf(tools, order.language),
    '',
  ];
  return parts.join('\n').replace(/\n{3,}/g, '\n\n');
}

function headingOf({ kind }: Content, texts: LetterTexts): string {
  if (kind === 'shipped') return texts.inParcel;
  if (kind === 'withdrawal') return texts.withdrawnLines;
  return kind === 'return_approved' ? texts.returnLines : texts.order;
}

/** What stands above the button: numbers, dates, where it goes. */
function factsOf({ kind, order, parcel, refund, back }: Content, { texts, money, day, moment }: Tools): [string, string][] {
  const facts: [string, string][] = [[texts.order, `${order.number}, ${day(order.placedAt)}`]];
  if (back) facts.push([texts.receipt, back.number]);
  if (kind === 'withdrawal' && back) facts.push([texts.received, moment(back.requestedAt)]);
  if (parcel?.carrier) facts.push([texts.carrier, parcel.carrier]);
  if (parcel?.tracking) facts.push([texts.tracking, parcel.tracking]);
  if (refund) facts.push([texts.refunded, money(refund.amount)]);
  const { contact } = order;
  if (contact && (kind === 'confirmed' || kind === 'shipped'))
    facts.push([
      texts.to,
      [contact.company, contact.name, contact.street, contact.extra, `${contact.postalCode} ${contact.city}`].filter(Boolean).join(', '),
    ]);
  return facts;
}

function linksOf({ parcel }: Content, { texts }: Tools): [string, string][] {
  return parcel?.trackingUrl ? [[texts.track, parcel.trackingUrl]] : [];
}

function shownLines({ kind, order, parcel, back }: Content, { texts, money }: Tools): Shown[] {
  const units = kind === 'shipped' ? parcel?.lines : kind === 'withdrawal' || kind === 'return_approved' ? back?.lines : null;
  return order.lines.flatMap((line) => {
    const quantity = units ? (units.find(({ position }) => position === line.position)?.quantity ?? 0) : line.quantity;
    if (quantity === 0) return [];
    const note = [line.variantTitle, line.sku].filter(Boolean).join(' · ');
    return [{ name: `${texts.quantity(quantity)} ${line.title}`, note, amount: units ? '' : money(line.total) }];
  });
}

function sumsOf({ kind, order }: Content, { texts, money }: Tools): [string, string][] {
  if (kind === 'shipped' || kind === 'withdrawal' || kind === 'return_approved') return [];
  const delivery = order.deliveryAmount - order.deliveryDiscountAmount;
  return [
    [`${texts.delivery} (${translate(order.delivery.name, order.language)})`, delivery === 0 ? texts.free : money(delivery)],
    ...(order.taxIncluded || order.isReverseCharge ? [] : [[texts.tax, money(order.taxAmount)] as [string, string]]),
    [
      order.taxIncluded && order.taxAmount > 0 ? `${texts.total}, ${texts.included(money(order.taxAmount))}` : texts.total,
      money(order.total),
    ],
  ];
}

/** Money that is only held is not ours yet. */
function leadOf({ kind, order }: Content, { texts }: Tools): string {
  return kind === 'confirmed' && order.payment?.status === 'authorized' ? texts.leadHeld : texts.lead[kind];
}

function notesOf({ kind, order }: Content, { texts, money }: Tools): string[] {
  if (kind === 'refunded') return [texts.refundNote];
  if (kind === 'cancelled') return order.refundedAmount > 0 ? [texts.cancelledRefund(money(order.refundedAmount)), texts.refundNote] : [];
  return kind === 'withdrawal' || kind === 'return_approved' ? [texts.next[kind]] : [];
}

function offersWithdrawal({ kind }: Content): boolean {
  return kind === 'confirmed' || kind === 'shipped';
}

function imprintOf({ brand }: Tools, language: string): string[] {
  return [
    brand.company,
    brand.address.map((line) => translate(line, language)).join(', '),
    [brand.email, brand.phone].filter(Boolean).join(' · '),
    [translate(brand.register, language), brand.vatId].filter(Boolean).join(' · '),
  ].filter((line) => line !== '');
}
