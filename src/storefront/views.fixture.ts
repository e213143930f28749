import type { Market } from '../kernel/market.ts';
import type { CategoryNode, Facet, ListingView, MediaView, ProductCard, ProductView, VariantView } from '../shop/discovery/index.ts';

/** Views as the shop's modules make them, for template tests and for looking at templates. */
export const fixtureMarkets: readonly Market[] = [
  {
    code: 'eu',
    name: { en: 'Europe', de: 'Europa' },
    currency: 'EUR',
    languages: ['en', 'de'],
    countries: ['DE', 'AT', 'FR', 'NL', 'PL'],
    taxDisplay: 'inclusive',
    priceList: 'eu',
  },
  {
    code: 'us',
    name: { en: 'United States', de: 'Vereinigte Staaten' },
    currency: 'USD',
    languages: ['en'],
    countries: ['US'],
    taxDisplay: 'exclusive',
    priceList: 'us',
  },
];

const COLOURS = [
  { code: 'celadon', label: 'Celadon', hex: '#9db8a4' },
  { code: 'oxblood', label: 'Oxblood', hex: '#7a2e2a' },
  { code: 'cobalt', label: 'Cobalt', hex: '#2c4a86' },
  { code: 'oatmeal', label: 'Oatmeal', hex: '#d8cbb2' },
  { code: 'tenmoku', label: 'Tenmoku', hex: '#3a2a22' },
  { code: 'chalk', label: 'Chalk', hex: '#efeae0' },
  { code: 'moss', label: 'Moss', hex: '#6f7449' },
] as const;

export function fixturePicture(
  name: string,
  color = '#d8cdb9',
  size: { width: number; height: number } = { width: 1200, height: 1200 },
): MediaView {
  const base = `/media/${name}`;
  return {
    id: name,
    kind: 'image',
    alt: `${name.replaceAll('-', ' ')}, seen from the front`,
    ...size,
    color,
    sources: [
      { type: 'image/avif', srcset: `${base}/400.avif 400w, ${base}/800.avif 800w` },
      { type: 'image/webp', srcset: `${base}/400.webp 400w, ${base}/800.webp 800w` },
    ],
    src: `${base}/800.jpg`,
  };
}

export const TITLES = [
  'Moon vase',
  'Wide bowl',
  'Bottle vase with a narrow neck',
  'Espresso cup',
  'Teapot for two',
  'Footed bowl',
  'Dinner plate',
  'Jug, one litre',
  'Linen cushion',
  'Oak cutting board',
  'Table lamp',
  'Carafe',
];
export const GERMAN = [
  'Mondvase',
  'Weite Schale',
  'Kaffeefilteraufsatz mit Porzellanuntertasse',
  'Espressobecher',
  'Teekanne für zwei',
  'Fußschale',
  'Essteller',
  'Krug, ein Liter',
  'Leinenkissen',
  'Schneidebrett aus Eiche',
  'Tischleuchte',
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenhalter',
];

export function fixtureCard(index: number, language = 'en', change: Partial<ProductCard> = {}): ProductCard {
  const titles = language === 'de' ? GERMAN : TITLES;
  const colour = COLOURS[index % COLOURS.length]!;
  return {
    id: 100 + index,
    handle: `piece-${index}`,
    title: titles[index % titles.length]!,
    brand: index % 4 === 3 ? null : ['Töpferei Brandt', 'Studio Okabe', 'Glashütte Lauscha'][index % 3]!,
    image: index % 11 === 7 ? null : fixturePicture(`piece-${index % 12}-${colour.code}`, colour.hex),
    hoverImage: index % 3 === 0 ? fixturePicture(`group-${index % 12}-${colour.code}`, colour.hex) : null,
    price: {
      amount: 1800 + ((index * 1370) % 18000),
      compareAt: index % 5 === 1 ? 2600 + ((index * 1370) % 18000) : null,
      lowestPriceBeforeReduction: index % 5 === 1 ? 2500 + ((index * 1370) % 18000) : null,
      from: index % 4 === 0,
    },
    swatches: index % 2 === 0 ? COLOURS.slice(0, 3 + (index % 5)).map(({ label, hex }) => ({ label, hex })) : [],
    stock: index % 9 === 5 ? 'out' : index % 6 === 2 ? 'low' : 'in',
    left: index % 6 === 2 ? 1 + (index % 4) : null,
    isNew: index % 7 === 0,
    variantId: index % 2 === 0 ? null : 1000 + index,
    ...change,
  };
}

export function fixtureTree(language = 'en'): CategoryNode[] {
  const node = (id: number, code: string, en: string, de: string, children: CategoryNode[] = []): CategoryNode => ({
    id,
    code,
    slug: code,
    name: language === 'de' ? de : en,
    image: fixturePicture(`scene-${code}`),
    count: 12 * id,
    children,
  });
  return [
    node(1, 'ceramics', 'Ceramics', 'Keramik', [node(11, 'vases', 'Vases', 'Vasen'), node(12, 'bowls', 'Bowls', 'Schalen')]),
    node(2, 'glass', 'Glass', 'Glas'),
    node(3, 'lighting', 'Lighting', 'Leuchten'),
    node(4, 'textiles', 'Textiles', 'Textilien'),
    node(5, 'kitchen', 'Kitchen', 'Küche'),
    node(6, 'garden', 'Garden', 'Garten'),
  ];
}

export function fixtureFacets(language = 'en'): Facet[] {
  const german = language === 'de';
  return [
    {
      field: 'stock',
      label: german ? 'Verfügbarkeit' : 'Availability',
      kind: 'toggle',
      values: [{ value: '1', label: german ? 'Sofort lieferbar' : 'In stock only', count: 47, selected: false }],
    },
    {
      field: 'attr.color',
      label: german ? 'Glasur' : 'Glaze',
      kind: 'choice',
      values: COLOURS.map((c, i) => ({ value: c.code, label: c.label, count: 14 - i * 2, selected: i === 0, swatch: c.hex })),
    },
    { field: 'price', label: german ? 'Preis' : 'Price', kind: 'range', values: [], min: 1800, max: 24800, from: null, to: 12000 },
    {
      field: 'brand',
      label: german ? 'Werkstatt' : 'Maker',
      kind: 'choice',
      values: [
        'Töpferei Brandt',
        'Studio Okabe',
        'Glashütte Lauscha',
        'Weberei Vogl',
        'Kranich',
        'Atelier Moreau',
        'Nordlys',
        'Casa Ferro',
        'Holm',
        'Ines Duarte',
      ].map((label, i) => ({ value: `maker-${i + 1}`, label, count: i === 8 ? 0 : 21 - i * 2, selected: false })),
    },
    {
      field: 'attr.material',
      label: 'Material',
      kind: 'choice',
      values: [
        { value: 'stoneware', label: german ? 'Steinzeug' : 'Stoneware', count: 38, selected: true },
        { value: 'porcelain', label: german ? 'Porzellan' : 'Porcelain', count: 9, selected: false },
      ],
    },
    {
      field: 'sale',
      label: 'Sale',
      kind: 'toggle',
      values: [{ value: '1', label: german ? 'Reduziert' : 'Reduced', count: 6, selected: false }],
    },
  ];
}

export function fixtureListing(language = 'en', change: Partial<ListingView> = {}): ListingView {
  const german = language === 'de';
  return {
    title: german ? 'Keramik' : 'Ceramics',
    total: 86,
    items: Array.from({ length: 24 }, (_, i) => fixtureCard(i, language)),
    facets: fixtureFacets(language),
    selected: [
      { field: 'attr.color', value: 'celadon', label: 'Celadon' },
      { field: 'attr.material', value: 'stoneware', label: german ? 'Steinzeug' : 'Stoneware' },
      { field: 'price', value: '-12000', label: german ? 'bis 120,00 €' : 'up to €120.00' },
    ],
    sort: 'popular',
    sorts: ['popular', 'newest', 'price-asc', 'price-desc'],
    page: 1,
    pages: 4,
    size: 24,
    breadcrumbs: [{ id: 1, slug: 'ceramics', label: german ? 'Keramik' : 'Ceramics' }],
    category: {
      id: 1,
      slug: 'ceramics',
      name: german ? 'Keramik' : 'Ceramics',
      description: german
        ? '<p>Gedreht, glasiert, zweimal gebrannt: Steinzeug und Porzellan für den täglichen Gebrauch.</p>'
        : '<p>Thrown, glazed and fired twice: stoneware and porcelain for daily use.</p>',
      image: fixturePicture('scene-ceramics'),
    },
    subcategories: [
      { slug: 'vases', name: german ? 'Vasen' : 'Vases', count: 31, image: null },
      { slug: 'bowls', name: german ? 'Schalen' : 'Bowls', count: 24, image: null },
      { slug: 'cups', name: german ? 'Becher' : 'Cups', count: 19, image: null },
    ],
    tags: ['category:1'],
    ...change,
  };
}

const SIZES = [
  { code: 's', label: '18 cm' },
  { code: 'm', label: '24 cm' },
  { code: 'l', label: '32 cm' },
] as const;

export function fixtureProduct(language = 'en', change: Partial<ProductView> = {}): ProductView {
  const german = language === 'de';
  const colours = COLOURS.slice(0, 5);
  const variants: VariantView[] = colours.flatMap((colour, c) =>
    SIZES.map((size, s) => ({
      id: 500 + c * 3 + s,
      sku: `VM-${colour.code.slice(0, 3).toUpperCase()}-${size.code.toUpperCase()}`,
      options: [colour.code, size.code],
      title: `${colour.label} / ${size.label}`,
      price: {
        amount: 6400 + s * 3200,
        compareAt: c === 1 ? 8200 + s * 3200 : null,
        lowestPriceBeforeReduction: c === 1 ? 7900 + s * 3200 : null,
      },
      stock: c === 2 ? ('out' as const) : c === 0 && s === 1 ? ('low' as const) : ('in' as const),
      left: c === 0 && s === 1 ? 3 : null,
      backorder: false,
      preorderUntil: null,
      mediaPosition: c < 3 ? c : null,
      weightGrams: 900 + s * 450,
      barcode: `40123456789${c}${s}`,
      taxCategory: 'standard',
    })),
  );
  return {
    id: 42,
    handle: 'moon-vase',
    title: german ? 'Mondvase' : 'Moon vase',
    description: german
      ? '<p>Zwei Halbkugeln, auf der Scheibe gedreht und im lederharten Zustand zusammengesetzt: Die Naht bleibt als leichter Schatten sichtbar. Steinzeug, innen dicht glasiert, hält 1,2 l.</p><p>Hand warm waschen, nicht in die Spülmaschine.</p>'
      : '<p>Two half globes, thrown on the wheel and joined while leather-hard: the seam stays as a faint shadow. Stoneware, glazed tight inside, holds 1.2 l.</p><p>Wash by hand, warm; not for the dishwasher.</p>',
    brand: { name: 'Töpferei Brandt', slug: 'maker-1', id: 7 },
    productType: 'Vase',
    options: [
      { code: 'color', name: german ? 'Glasur' : 'Glaze', values: colours.map(({ code, label, hex }) => ({ code, label, swatch: hex })) },
      { code: 'size', name: german ? 'Höhe' : 'Height', values: SIZES.map(({ code, label }) => ({ code, label, swatch: null })) },
    ],
    variants,
    defaultVariantId: 501,
    price: { amount: 6400, compareAt: null, lowestPriceBeforeReduction: null, from: true },
    stock: 'in',
    media: [
      fixturePicture('moon-celadon', '#c9d0c2'),
      fixturePicture('moon-oxblood', '#c9b3a8'),
      fixturePicture('moon-cobalt', '#b5bccb'),
      fixturePicture('moon-detail', '#cfc5b3'),
    ],
    attributes: [
      { code: 'material', label: 'Material', text: german ? 'Steinzeug' : 'Stoneware' },
      { code: 'height', label: german ? 'Höhe' : 'Height', text: '24 cm' },
      { code: 'diameter', label: german ? 'Durchmesser' : 'Diameter', text: '22 cm' },
      { code: 'capacity', label: german ? 'Inhalt' : 'Holds', text: german ? '1,2 l' : '1.2 l' },
      { code: 'care', label: german ? 'Pflege' : 'Care', text: german ? 'Von Hand spülen' : 'Wash by hand' },
    ],
    safety: {
      manufacturer: {
        name: 'Töpferei Brandt',
        address: 'Brunnenstraße 12, 56203 Höhr-Grenzhausen, Germany',
        email: 'werkstatt@brandt.example',
        url: 'https://brandt.example',
      },
      responsiblePerson: {
        name: 'Agora Handel GmbH',
        address: 'Kranichtwiete 7, 20099 Hamburg, Germany',
        email: 'safety@agora.example',
        url: null,
      },
      warnings: german ? 'Nicht über 60 °C erwärmen.' : 'Do not heat above 60 °C.',
    },
    breadcrumbs: [
      { id: 1, slug: 'ceramics', label: german ? 'Keramik' : 'Ceramics' },
      { id: 11, slug: 'vases', label: german ? 'Vasen' : 'Vases' },
    ],
    tagsOfProduct: ['vase'],
    seo: { title: null, description: null },
    isNew: true,
    createdAt: '2026-01-10T10:00:00.000Z',
    updatedAt: '2026-01-12T10:00:00.000Z',
    related: Array.from({ length: 4 }, (_, i) => fixtureCard(i + 2, language)),
    tags: ['product:42'],
    ...change,
  };
}
