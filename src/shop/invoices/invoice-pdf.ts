import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import { formatMoney } from '../../kernel/money.ts';
import { translate } from '../../kernel/translated.ts';
import type { Invoice, InvoiceBuyer } from './invoice.ts';
import { invoiceTexts } from './invoice-texts.ts';

type Doc = InstanceType<typeof PDFDocument>;
type Weight = 'regular' | 'bold';

const MARGIN = 56;
const LEFT = MARGIN;
const RIGHT = 595.28 - MARGIN;
const BOTTOM = 841.89 - 104;
const INK = '#26221c';
const MUTED = '#655d50';
const LINE = '#ddd5c4';
/** Right edges of the columns of numbers. */
const COLUMNS = { quantity: LEFT + 315, unit: LEFT + 400, amount: RIGHT };

/**
 * The document on A4 as a PDF, tagged for screen readers, with the fonts in it. The same document gives the same text, always:
 * everything on it was written down when it was issued.
 */
export async function renderInvoice(invoice: Invoice, buyer: InvoiceBuyer | null): Promise<Buffer> {
  const texts = invoiceTexts(invoice.language);
  const title = `${texts.title[invoice.series]} ${invoice.number}`;
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: invoice.language,
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Author: invoice.content.seller.company, CreationDate: invoice.issuedAt, ModDate: invoice.issuedAt },
  });
  const done = bytesOf(doc);
  registerFonts(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const page = pageOf(doc, root, invoice);
  head(page, title, buyer);
  goods(page);
  sums(page);
  remarks(page);
  root.end();
  feet(doc, invoice);
  doc.end();
  return done;
}

type Root = ReturnType<Doc['struct']>;
type Page = ReturnType<typeof pageOf>;

/** Where the next line goes, and how a piece of text is set and tagged. */
function pageOf(doc: Doc, root: Root, invoice: Invoice) {
  const { language, currency } = invoice;
  const money = (amount: number) => formatMoney(amount, currency, language);
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    doc,
    root,
    invoice,
    texts: invoiceTexts(language),
    money,
    date: (at: Date) => day.format(at),
    percent: (ppm: number) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 3 }).format(ppm / 1_000_000),
    y: MARGIN,
  };
}

type Placed = { x?: number; width?: number; size?: number; weight?: Weight; color?: string; align?: 'left' | 'right' };

/** Draws a text at the present height; answers with how tall it is. */
function draw(page: Page, text: string, placed: Placed = {}): number {
  const { x = LEFT, width = RIGHT - LEFT, size = 9.5, weight = 'regular', color = INK, align = 'left' } = placed;
  const { doc } = page;
  doc.font(fontFor(text, weight)).fontSize(size).fillColor(color);
  const options = { width, align, lineGap: 2 };
  doc.text(text, x, page.y, options);
  return doc.heightOfString(text, options);
}

/** A text of its own in the reading order. */
function say(page: Page, kind: string, text: string, placed: Placed = {}): number {
  let height = 0;
  page.root.add(
    page.doc.struct(kind, {}, () => {
      height = draw(page, text, placed);
    }),
  );
  return height;
}

function head(page: Page, title: string, buyer: InvoiceBuyer | null): void {
  const { texts, invoice } = page;
  const { content } = invoice;
  page.y = MARGIN;
  page.y += say(page, 'P', content.seller.company, { size: 15, weight: 'bold' }) + 2;
  page.y += say(page, 'P', content.seller.address.join(' · '), { size: 8.5, color: MUTED });
  page.y = 132;
  const facts: [string, string][] = [
    [texts.issued, page.date(invoice.issuedAt)],
    [texts.order, content.orderNumber],
    [texts.ordered, page.date(new Date(content.placedAt))],
    ...(content.refersTo ? [[texts.refersTo, content.refersTo] as [string, string]] : []),
  ];
  page.y += say(page, 'P', texts.buyer, { size: 8.5, color: MUTED, width: 240 }) + 1;
  for (const line of buyer ? addressOf(buyer, invoice.language) : ['–']) page.y += say(page, 'P', line, { width: 240, size: 10.5 }) + 0.5;
  const addressEnd = page.y;
  page.y = 132;
  for (const [label, value] of facts) {
    const top = page.y;
    say(page, 'P', label, { x: LEFT + 300, width: 80, color: MUTED, size: 8.5 });
    page.y = top;
    page.y += say(page, 'P', value, { x: LEFT + 380, width: RIGHT - LEFT - 380, align: 'right' }) + 2;
  }
  page.y = Math.max(addressEnd, page.y, 224) + 26;
  page.y += say(page, 'H1', title, { size: 20, weight: 'bold' }) + 4;
  const reason = texts.reasons[content.reason];
  if (reason) page.y += say(page, 'P', reason, { color: MUTED });
  page.y += 12;
}

function addressOf(buyer: InvoiceBuyer, language: string): string[] {
  const country = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(buyer.country) ?? buyer.country;
  const city = `${buyer.postalCode} ${buyer.city}${buyer.region ? `, ${buyer.region}` : ''}`;
  const vatId = buyer.vatId ? `${invoiceTexts(language).vatId} ${buyer.vatId}` : '';
  return [buyer.company ?? '', buyer.name, buyer.street, buyer.extra, city, country, vatId].filter((line) => line.trim() !== '');
}

type Cell = { text: string; placed: Placed; note?: string };

function goods(page: Page): void {
  const { texts, money, invoice, doc } = page;
  const table = doc.struct('Table');
  page.root.add(table);
  const number = (text: string, right: number, width = 84): Cell => ({ text, placed: { x: right - width, width, align: 'right' } });
  const header = () => {
    const small = { color: MUTED, size: 8.5 };
    row(page, table, 'TH', [
      { text: texts.columns.item, placed: { width: 240, ...small } },
      ...[
        number(texts.columns.quantity, COLUMNS.quantity, 60),
        number(texts.columns.unit, COLUMNS.unit, 80),
        number(texts.columns.amount, COLUMNS.amount, 80),
      ].map((cell) => ({ ...cell, placed: { ...cell.placed, ...small } })),
    ]);
  };
  header();
  for (const line of invoice.content.lines) {
    if (page.y > BOTTOM - 40) {
      newPage(page);
      header();
    }
    const detail = [line.detail, line.sku, line.discount > 0 ? `${texts.discount} ${money(line.discount)}` : '']
      .filter(Boolean)
      .join(' · ');
    row(page, table, 'TD', [
      { text: line.title, placed: { width: 240 }, note: detail },
      number(String(line.quantity), COLUMNS.quantity, 60),
      number(money(line.unitAmount), COLUMNS.unit),
      number(money(line.amount), COLUMNS.amount),
    ]);
  }
  for (const charge of invoice.content.charges) {
    if (page.y > BOTTOM - 40) newPage(page);
    row(page, table, 'TD', [
      { text: translate(charge.name, invoice.language), placed: { width: 240 } },
      number('', COLUMNS.quantity, 60),
      number('', COLUMNS.unit),
      number(money(charge.amount), COLUMNS.amount),
    ]);
  }
  table.end();
}

/** One row of the table and the hairline below it. */
function row(page: Page, table: Root, kind: 'TH' | 'TD', cells: readonly Cell[]): void {
  const { doc } = page;
  const top = page.y;
  let height = 0;
  const line = doc.struct('TR');
  table.add(line);
  for (const { text, placed, note } of cells) {
    line.add(
      doc.struct(kind, {}, () => {
        page.y = top;
        let own = text === '' ? 0 : draw(page, text, placed);
        if (note) {
          page.y = top + own + 1;
          own += 1 + draw(page, note, { ...placed, size: 8.5, color: MUTED });
        }
        height = Math.max(height, own);
      }),
    );
  }
  line.end();
  page.y = top + height + 6;
  rule(page);
  page.y += 7;
}

function sums(page: Page): void {
  const { texts, money, percent, invoice } = page;
  const { taxes } = invoice.content;
  if (page.y > BOTTOM - 60 - taxes.length * 16) newPage(page);
  const entry = (label: string, value: string, bold = false) => {
    const top = page.y;
    const style = bold ? ({ weight: 'bold', size: 12 } as const) : {};
    say(page, 'P', label, { x: LEFT + 200, width: 200, color: bold ? INK : MUTED, ...style });
    page.y = top;
    page.y += say(page, 'P', value, { x: RIGHT - 90, width: 90, align: 'right', ...style }) + 4;
  };
  page.y += 4;
  entry(texts.net, money(invoice.net));
  for (const share of taxes) entry(texts.taxOn(percent(share.ratePpm), money(share.net)), money(share.tax));
  page.y += 2;
  rule(page, LEFT + 200);
  page.y += 8;
  entry(texts.total[invoice.series], money(invoice.total), true);
  page.y += 14;
}

function remarks(page: Page): void {
  const { texts, invoice } = page;
  const { content } = invoice;
  const lines = [
    ...content.notes.map((note) => texts.notes[note] ?? ''),
    ...(content.taxIncluded && content.taxes.some((share) => share.tax > 0) ? [texts.included] : []),
    ...(invoice.series === 'invoice' ? [texts.delivered] : []),
    ...(content.seller.bank ? [content.seller.bank] : []),
  ].filter(Boolean);
  for (const line of lines) {
    if (page.y > BOTTOM - 20) newPage(page);
    page.y += say(page, 'P', line, { color: MUTED, size: 8.5 }) + 3;
  }
}

/** What every page ends with: no part of the reading order. */
function feet(doc: Doc, invoice: Invoice): void {
  const texts = invoiceTexts(invoice.language);
  const { seller } = invoice.content;
  const parts = [
    [seller.company, ...seller.address],
    [texts.contact, seller.email, seller.phone],
    [
      ...(seller.vatId ? [`${texts.vatId} ${seller.vatId}`] : []),
      seller.register,
      ...(seller.represented ? [`${texts.represented} ${seller.represented}`] : []),
    ],
  ].map((part) => part.filter((line) => line !== '').join('\n'));
  const { count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(index);
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.moveTo(LEFT, 762).lineTo(RIGHT, 762).lineWidth(0.5).strokeColor(LINE).stroke();
    parts.forEach((part, column) => {
      doc.font(fontFor(part, 'regular')).fontSize(7.5).fillColor(MUTED);
      doc.text(part, LEFT + column * 165, 771, { width: 155, height: 50, lineGap: 1.5 });
    });
    const page = texts.page(index + 1, count);
    doc.font(fontFor(page, 'regular')).text(page, RIGHT - 80, 820, { width: 80, align: 'right', lineBreak: false });
    doc.endMarkedContent();
  }
}

function rule(page: Page, from = LEFT): void {
  page.doc.markContent('Artifact', { type: 'Layout' });
  page.doc.moveTo(from, page.y).lineTo(RIGHT, page.y).lineWidth(0.5).strokeColor(LINE).stroke();
  page.doc.endMarkedContent();
}

function newPage(page: Page): void {
  page.doc.addPage();
  page.y = MARGIN;
}

const require = createRequire(import.meta.url);
const fileOf = (name: string, ...parts: string[]) => readFileSync(join(dirname(require.resolve(`${name}/package.json`)), ...parts));

let fonts: Record<Weight, { plain: Buffer; wide: Buffer }> | null = null;

/** The shop's own face, and one that knows Greek, Cyrillic and the rest for texts that need it. */
function registerFonts(doc: Doc): void {
  const own = (weight: number) => fileOf('@fontsource/instrument-sans', 'files', `instrument-sans-latin-${weight}-normal.woff`);
  fonts ??= {
    regular: { plain: own(400), wide: fileOf('dejavu-fonts-ttf', 'ttf', 'DejaVuSans.ttf') },
    bold: { plain: own(600), wide: fileOf('dejavu-fonts-ttf', 'ttf', 'DejaVuSans-Bold.ttf') },
  };
  for (const weight of ['regular', 'bold'] as const) {
    doc.registerFont(`plain-${weight}`, fonts[weight].plain);
    doc.registerFont(`wide-${weight}`, fonts[weight].wide);
  }
}

/** What the small font has: Latin-1, the common dashes and quotes, the euro. */
function fontFor(text: string, weight: Weight): string {
  return /^[\n\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac\u202f]*$/.test(text)
    ? `plain-${weight}`
    : `wide-${weight}`;
}

function bytesOf(doc: Doc): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => resolve(Buffer.concat(parts)));
    doc.on('error', reject);
  });
}
