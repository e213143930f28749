/** Pieces whose prices and stock the journeys know, beside the demo range. */

export type Pictures = { red: string; blue: string };

/** A single variant with plenty of stock. */
export const CUP = { handle: 'proof-cup', sku: 'PROOF-CUP', title: 'Proof cup', amount: 2350 };
/** Two pieces in all. */
export const RARE = { handle: 'proof-rare-bowl', sku: 'PROOF-RARE', title: 'Proof rare bowl', amount: 4100 };
/** Colour by size: four variants with prices, stock and pictures of their own; blue and large is sold out. */
export const JUG = { handle: 'proof-jug', title: 'Proof jug' };
/** Changed while others look on. */
export const LAMP = { handle: 'proof-lamp', sku: 'PROOF-LAMP', title: 'Proof lamp' };
/** Renamed while others look on. */
export const TRAY = { handle: 'proof-tray', sku: 'PROOF-TRAY', title: 'Proof tray' };

const option = (code: string, en: string, de: string) => ({ code, label: { en, de } });

export function goods(pictures: Pictures): object[] {
  return [
    piece(CUP, { variants: [{ sku: CUP.sku, prices: both(CUP.amount, 2700), stock: 500 }] }),
    piece(RARE, { variants: [{ sku: RARE.sku, prices: both(RARE.amount, 4600), stock: 2 }] }),
    lamp(9900),
    piece(TRAY, { variants: [{ sku: TRAY.sku, prices: both(3300, 3700), stock: 30 }] }),
    piece(JUG, {
      options: [
        {
          code: 'color',
          name: { en: 'Colour', de: 'Farbe' },
          values: [
            { ...option('red', 'Red', 'Rot'), swatch: '#a02020' },
            { ...option('blue', 'Blue', 'Blau'), swatch: '#2020a0' },
          ],
        },
        { code: 'size', name: { en: 'Size', de: 'Größe' }, values: [option('small', 'Small', 'Klein'), option('large', 'Large', 'Groß')] },
      ],
      media: [
        { src: pictures.red, alt: { en: 'Red jug', de: 'Roter Krug' } },
        { src: pictures.blue, alt: { en: 'Blue jug', de: 'Blauer Krug' } },
      ],
      variants: [
        { sku: 'PROOF-JUG-RS', options: ['red', 'small'], prices: both(1900, 2200), stock: 50, media: 0 },
        { sku: 'PROOF-JUG-RL', options: ['red', 'large'], prices: both(2900, 3300), stock: 3, media: 0 },
        { sku: 'PROOF-JUG-BS', options: ['blue', 'small'], prices: sale(1700, 2100), stock: 40, media: 1 },
        { sku: 'PROOF-JUG-BL', options: ['blue', 'large'], prices: both(2900, 3300), stock: 0, media: 1 },
      ],
    }),
  ];
}

export function lamp(amount: number): object {
  return piece(LAMP, { variants: [{ sku: LAMP.sku, prices: both(amount, amount + 1000), stock: 20 }] });
}

export function renamedTray(handle: string): object {
  return piece({ ...TRAY, handle }, { formerHandles: [TRAY.handle], variants: [{ sku: TRAY.sku, prices: both(3300, 3700), stock: 30 }] });
}

const both = (eu: number, us: number) => ({ eu: { amount: eu }, us: { amount: us } });
const sale = (now: number, before: number) => ({ eu: { amount: now, compareAt: before }, us: { amount: now, compareAt: before } });

function piece({ handle, title }: { handle: string; title: string }, more: object): object {
  return {
    kind: 'product',
    handle,
    status: 'active',
    title: { en: title, de: title.replace('Proof', 'Probe') },
    description: { en: `<p>${title}, made to be looked at by tests.</p>`, de: `<p>${title}, zum Prüfen gemacht.</p>` },
    brand: 'Proofworks',
    productType: 'Tableware',
    categories: ['serving'],
    attributes: { material: 'stoneware' },
    safety: { manufacturer: { name: 'Proofworks', address: 'Kiln Lane 1, 20099 Hamburg, DE', email: 'safety@proofworks.example' } },
    ...more,
  };
}
