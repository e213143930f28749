import type { LetterKind } from './letter.ts';

export type LetterTexts = {
  subject: Record<LetterKind, (number: string) => string>;
  title: Record<LetterKind, string>;
  hello: (name: string) => string;
  lead: Record<LetterKind, string>;
  /** Of the confirmation, where the money is held and taken later. */
  leadHeld: string;
  button: string;
  order: string;
  placed: string;
  quantity: (n: number) => string;
  subtotal: string;
  discount: string;
  delivery: string;
  free: string;
  tax: string;
  total: string;
  included: (amount: string) => string;
  to: string;
  carrier: string;
  tracking: string;
  track: string;
  inParcel: string;
  refunded: string;
  refundNote: string;
  cancelledRefund: (amount: string) => string;
  receipt: string;
  received: string;
  withdrawnLines: string;
  returnLines: string;
  next: Record<'withdrawal' | 'return_approved', string>;
  withdraw: string;
  withdrawNote: (days: number) => string;
  contact: string;
  keep: string;
};

const EN: LetterTexts = {
  subject: {
    confirmed: (n) => `We have your order ${n}`,
    shipped: (n) => `Your order ${n} is on its way`,
    refunded: (n) => `Refund for your order ${n}`,
    cancelled: (n) => `Your order ${n} is cancelled`,
    withdrawal: (n) => `Receipt: your withdrawal from order ${n}`,
    return_approved: (n) => `Your return for order ${n}`,
  },
  title: {
    confirmed: 'Thank you for your order',
    shipped: 'On its way to you',
    refunded: 'Your money is on its way back',
    cancelled: 'Your order is cancelled',
    withdrawal: 'We have received your withdrawal',
    return_approved: 'You can send it back',
  },
  hello: (name) => `Hello ${name},`,
  lead: {
    confirmed: 'we have your order and your payment. You hear from us again when the parcel leaves the house.',
    shipped: 'this parcel has left the house and is now with the carrier.',
    refunded: 'we have given this amount back to you.',
    cancelled: 'nothing of this order will be sent.',
    withdrawal: 'this message is the receipt for your statement that you withdraw from the contract. Please keep it.',
    return_approved: 'your return is announced with us. Please send the pieces named below back to the address at the end of this message.',
  },
  leadHeld: 'we have your order. Your payment is reserved, and taken when the goods leave the house. You hear from us again then.',
  button: 'See the order',
  order: 'Order',
  placed: 'Ordered on',
  quantity: (n) => `${n} ×`,
  subtotal: 'Goods',
  discount: 'Discount',
  delivery: 'Delivery',
  free: 'free',
  tax: 'Tax',
  total: 'Total',
  included: (amount) => `with ${amount} tax`,
  to: 'Goes to',
  carrier: 'Carrier',
  tracking: 'Tracking number',
  track: 'Follow the parcel',
  inParcel: 'In this parcel',
  refunded: 'Refunded',
  refundNote: 'It comes the way you paid. Banks take a few days to show it.',
  cancelledRefund: (amount) => `We have given ${amount} back to you, the way you paid.`,
  receipt: 'Receipt',
  received: 'Received on',
  withdrawnLines: 'You withdraw from the contract on',
  returnLines: 'Pieces to send back',
  next: {
    withdrawal:
      'Send back what you have received within 14 days of this statement. We give your money back the way you paid, without delay and within 14 days at the latest; we may wait until the goods or the proof of their dispatch are here.',
    return_approved: 'Put a note with the number of the return into the parcel. Your money follows once we have looked at the pieces.',
  },
  withdraw: 'Withdraw from the contract',
  withdrawNote: (days) => `You can withdraw from the contract without giving a reason until ${days} days after delivery:`,
  contact: 'Something unclear? Just answer this message.',
  keep: 'Keep this message: its link opens your order at any time.',
};

const DE: LetterTexts = {
  subject: {
    confirmed: (n) => `Ihre Bestellung ${n} ist bei uns eingegangen`,
    shipped: (n) => `Ihre Bestellung ${n} ist unterwegs`,
    refunded: (n) => `Erstattung zu Ihrer Bestellung ${n}`,
    cancelled: (n) => `Ihre Bestellung ${n} ist storniert`,
    withdrawal: (n) => `Eingangsbestätigung: Ihr Widerruf zur Bestellung ${n}`,
    return_approved: (n) => `Ihre Rücksendung zur Bestellung ${n}`,
  },
  title: {
    confirmed: 'Danke für Ihre Bestellung',
    shipped: 'Auf dem Weg zu Ihnen',
    refunded: 'Ihr Geld ist auf dem Rückweg',
    cancelled: 'Ihre Bestellung ist storniert',
    withdrawal: 'Ihr Widerruf ist bei uns eingegangen',
    return_approved: 'Sie können es zurückschicken',
  },
  hello: (name) => `Guten Tag ${name},`,
  lead: {
    confirmed: 'Ihre Bestellung und Ihre Zahlung sind bei uns. Wir melden uns wieder, wenn das Paket das Haus verlässt.',
    shipped: 'dieses Paket hat das Haus verlassen und ist jetzt beim Paketdienst.',
    refunded: 'diesen Betrag haben wir Ihnen erstattet.',
    cancelled: 'von dieser Bestellung wird nichts verschickt.',
    withdrawal: 'diese Nachricht bestätigt den Eingang Ihrer Erklärung, dass Sie den Vertrag widerrufen. Bitte heben Sie sie auf.',
    return_approved:
      'Ihre Rücksendung ist bei uns angemeldet. Bitte schicken Sie die unten genannten Stücke an die Adresse am Ende dieser Nachricht.',
  },
  leadHeld:
    'Ihre Bestellung ist bei uns. Ihre Zahlung ist vorgemerkt und wird eingezogen, wenn die Ware das Haus verlässt. Wir melden uns dann wieder.',
  button: 'Bestellung ansehen',
  order: 'Bestellung',
  placed: 'Bestellt am',
  quantity: (n) => `${n} ×`,
  subtotal: 'Waren',
  discount: 'Nachlass',
  delivery: 'Versand',
  free: 'kostenlos',
  tax: 'Steuer',
  total: 'Summe',
  included: (amount) => `darin ${amount} MwSt.`,
  to: 'Geht an',
  carrier: 'Paketdienst',
  tracking: 'Sendungsnummer',
  track: 'Paket verfolgen',
  inParcel: 'In diesem Paket',
  refunded: 'Erstattet',
  refundNote: 'Es kommt auf dem Weg, auf dem Sie bezahlt haben. Banken brauchen einige Tage, um es anzuzeigen.',
  cancelledRefund: (amount) => `Wir haben Ihnen ${amount} auf dem Weg erstattet, auf dem Sie bezahlt haben.`,
  receipt: 'Bestätigung',
  received: 'Eingegangen am',
  withdrawnLines: 'Sie widerrufen den Vertrag über',
  returnLines: 'Diese Stücke kommen zurück',
  next: {
    withdrawal:
      'Schicken Sie, was Sie erhalten haben, binnen 14 Tagen nach dieser Erklärung zurück. Ihr Geld erhalten Sie auf dem Weg, auf dem Sie bezahlt haben, unverzüglich und spätestens binnen 14 Tagen; wir dürfen warten, bis die Waren oder der Nachweis ihrer Absendung bei uns sind.',
    return_approved:
      'Legen Sie einen Zettel mit der Nummer der Rücksendung ins Paket. Ihr Geld folgt, sobald wir die Stücke angesehen haben.',
  },
  withdraw: 'Vertrag widerrufen',
  withdrawNote: (days) => `Bis ${days} Tage nach der Lieferung können Sie den Vertrag ohne Angabe von Gründen widerrufen:`,
  contact: 'Ist etwas unklar? Antworten Sie einfach auf diese Nachricht.',
  keep: 'Heben Sie diese Nachricht auf: Ihr Link öffnet Ihre Bestellung jederzeit.',
};

/** English where a language has no texts of its own. */
export function letterTexts(language: string): LetterTexts {
  return language === 'de' ? DE : EN;
}
