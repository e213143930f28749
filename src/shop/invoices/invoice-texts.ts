import type { InvoiceSeries } from './invoice.ts';

export type InvoiceTexts = {
  title: Record<InvoiceSeries, string>;
  number: string;
  issued: string;
  order: string;
  ordered: string;
  refersTo: string;
  buyer: string;
  from: string;
  columns: { item: string; quantity: string; unit: string; amount: string };
  discount: string;
  subtotal: string;
  net: string;
  tax: (rate: string) => string;
  taxOn: (rate: string, net: string) => string;
  total: Record<InvoiceSeries, string>;
  included: string;
  notes: Readonly<Record<string, string>>;
  reasons: Readonly<Record<string, string>>;
  vatId: string;
  contact: string;
  represented: string;
  page: (page: number, of: number) => string;
  delivered: string;
};

const EN: InvoiceTexts = {
  title: { invoice: 'Invoice', credit_note: 'Credit note' },
  number: 'Number',
  issued: 'Date',
  order: 'Order',
  ordered: 'Ordered on',
  refersTo: 'For invoice',
  buyer: 'Billed to',
  from: 'From',
  columns: { item: 'Item', quantity: 'Quantity', unit: 'Each', amount: 'Amount' },
  discount: 'Discount',
  subtotal: 'Goods',
  net: 'Net',
  tax: (rate) => `VAT ${rate}`,
  taxOn: (rate, net) => `VAT ${rate} on ${net}`,
  total: { invoice: 'Total', credit_note: 'Credited' },
  included: 'Prices contain the tax shown.',
  notes: {
    reverse_charge: 'Reverse charge: the recipient owes the tax (Article 196 of Directive 2006/112/EC).',
    export: 'Export delivery, free of VAT.',
    small_business: 'No VAT is charged (small business).',
  },
  reasons: {
    cancellation: 'Cancellation',
    return: 'Return',
    withdrawal: 'Withdrawal from the contract',
    goodwill: 'Refund',
    correction: 'Correction: a new invoice follows.',
  },
  vatId: 'VAT ID',
  contact: 'Contact',
  represented: 'Represented by',
  page: (page, of) => `Page ${page} of ${of}`,
  delivered: 'The date of delivery is the date of the invoice unless stated otherwise.',
};

const DE: InvoiceTexts = {
  title: { invoice: 'Rechnung', credit_note: 'Rechnungskorrektur' },
  number: 'Nummer',
  issued: 'Datum',
  order: 'Bestellung',
  ordered: 'Bestellt am',
  refersTo: 'Zur Rechnung',
  buyer: 'Rechnung an',
  from: 'Von',
  columns: { item: 'Artikel', quantity: 'Menge', unit: 'Einzeln', amount: 'Betrag' },
  discount: 'Nachlass',
  subtotal: 'Waren',
  net: 'Netto',
  tax: (rate) => `USt ${rate}`,
  taxOn: (rate, net) => `USt ${rate} auf ${net}`,
  total: { invoice: 'Gesamtbetrag', credit_note: 'Gutgeschrieben' },
  included: 'Die Preise enthalten die ausgewiesene Steuer.',
  notes: {
    reverse_charge: 'Steuerschuldnerschaft des Leistungsempfängers (Artikel 196 der Richtlinie 2006/112/EG).',
    export: 'Steuerfreie Ausfuhrlieferung.',
    small_business: 'Es wird keine Umsatzsteuer berechnet (Kleinunternehmen).',
  },
  reasons: {
    cancellation: 'Stornierung',
    return: 'Rücksendung',
    withdrawal: 'Widerruf des Vertrags',
    goodwill: 'Erstattung',
    correction: 'Berichtigung: Eine neue Rechnung folgt.',
  },
  vatId: 'USt-IdNr.',
  contact: 'Kontakt',
  represented: 'Vertreten durch',
  page: (page, of) => `Seite ${page} von ${of}`,
  delivered: 'Das Datum der Lieferung entspricht, wenn nicht anders angegeben, dem Rechnungsdatum.',
};

/** English where a language has no texts of its own. */
export function invoiceTexts(language: string): InvoiceTexts {
  return language === 'de' ? DE : EN;
}
