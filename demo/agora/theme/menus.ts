import type { MenuItem, ThemeMenus } from '../../../src/storefront/theme.ts';
import { sceneName } from '../pictures.ts';

/** A top category with its children, by code, English and German label. */
function panel(code: string, en: string, de: string, children: readonly (readonly [code: string, en: string, de: string])[]): MenuItem {
  return {
    label: { en, de },
    link: { to: 'category', code },
    image: `demo:${sceneName(code)}`,
    items: children.map(([child, english, german]) => ({ label: { en: english, de: german }, link: { to: 'category', code: child } })),
  };
}

export const MENUS: ThemeMenus = {
  header: [
    panel('ceramics', 'Ceramics', 'Keramik', [
      ['plates', 'Plates', 'Teller'],
      ['bowls', 'Bowls', 'Schalen'],
      ['cups-mugs', 'Cups and mugs', 'Tassen und Becher'],
      ['serving', 'Serving', 'Servieren'],
      ['vases', 'Vases', 'Vasen'],
    ]),
    panel('glass', 'Glass', 'Glas', [
      ['drinking-glasses', 'Drinking glasses', 'Trinkgläser'],
      ['carafes-bottles', 'Carafes and bottles', 'Karaffen und Flaschen'],
      ['glass-vessels', 'Bowls, vases and bells', 'Schalen, Vasen und Glocken'],
    ]),
    panel('lighting', 'Lighting', 'Licht', [
      ['table-lamps', 'Table lamps', 'Tischleuchten'],
      ['floor-lamps', 'Floor lamps', 'Stehleuchten'],
      ['pendants', 'Pendants', 'Pendelleuchten'],
      ['candlelight', 'Candlelight', 'Kerzenlicht'],
    ]),
    panel('textiles', 'Textiles', 'Textilien', [
      ['cushions', 'Cushions', 'Kissen'],
      ['throws-rugs', 'Throws and rugs', 'Plaids und Teppiche'],
      ['table-linen', 'Table linen', 'Tischwäsche'],
      ['bath-kitchen-linen', 'Towels', 'Handtücher'],
      ['bed-curtains', 'Bed linen and curtains', 'Bettwäsche und Vorhänge'],
    ]),
    panel('kitchen', 'Kitchen', 'Küche', [
      ['boards-spoons', 'Boards, spoons, bowls', 'Bretter, Löffel, Schalen'],
      ['mills-mortars', 'Mills and mortars', 'Mühlen und Mörser'],
      ['jars-bottles', 'Jars, bottles, bread', 'Dosen, Flaschen, Brot'],
      ['pots-trivets', 'Pots and trivets', 'Töpfe und Untersetzer'],
    ]),
    panel('prints', 'Prints', 'Papier', [
      ['art-prints', 'Art prints', 'Kunstdrucke'],
      ['posters', 'Posters', 'Plakate'],
      ['notebooks-cards', 'Notebooks and cards', 'Notizbücher und Karten'],
      ['wallpapers', 'Wallpaper', 'Tapeten'],
    ]),
    {
      label: { en: 'House and garden', de: 'Haus und Garten' },
      link: { to: 'category', code: 'furniture' },
      image: `demo:${sceneName('furniture')}`,
      items: [
        { label: { en: 'Small furniture', de: 'Kleinmöbel' }, link: { to: 'category', code: 'furniture' } },
        { label: { en: 'Storage', de: 'Aufbewahrung' }, link: { to: 'category', code: 'storage' } },
        { label: { en: 'Garden', de: 'Garten' }, link: { to: 'category', code: 'garden' } },
      ],
    },
    { label: { en: 'Gifts', de: 'Geschenke' }, link: { to: 'category', code: 'gifts' } },
  ],
  footer: [
    {
      title: { en: 'The shop', de: 'Der Laden' },
      items: [
        { label: { en: 'Everything', de: 'Alles' }, link: { to: 'collection', rule: 'all' } },
        { label: { en: 'New in', de: 'Neu im Regal' }, link: { to: 'collection', rule: 'new' } },
        { label: { en: 'Reduced', de: 'Reduziert' }, link: { to: 'collection', rule: 'sale' } },
        { label: { en: 'Gift sets', de: 'Geschenksets' }, link: { to: 'category', code: 'gifts' } },
      ],
    },
    {
      title: { en: 'Help', de: 'Hilfe' },
      items: [
        { label: { en: 'Where is my order?', de: 'Wo ist meine Bestellung?' }, link: { to: 'order-status' } },
        { label: { en: 'Delivery and returns', de: 'Versand und Rückgabe' }, link: { to: 'page', role: 'delivery-returns' } },
        { label: { en: 'Withdrawal', de: 'Widerruf' }, link: { to: 'page', role: 'withdrawal' } },
        { label: { en: 'Contact', de: 'Kontakt' }, link: { to: 'page', role: 'contact' } },
      ],
    },
    {
      title: { en: 'About', de: 'Über uns' },
      items: [
        { label: { en: 'Who we are', de: 'Wer wir sind' }, link: { to: 'page', role: 'about' } },
        { label: { en: 'Accessibility', de: 'Barrierefreiheit' }, link: { to: 'page', role: 'accessibility' } },
      ],
    },
  ],
  legal: [
    { label: { en: 'Imprint', de: 'Impressum' }, link: { to: 'page', role: 'imprint' } },
    { label: { en: 'Privacy', de: 'Datenschutz' }, link: { to: 'page', role: 'privacy' } },
    { label: { en: 'Terms', de: 'AGB' }, link: { to: 'page', role: 'terms' } },
    { label: { en: 'Withdrawal', de: 'Widerruf' }, link: { to: 'page', role: 'withdrawal' } },
    { label: { en: 'Accessibility', de: 'Barrierefreiheit' }, link: { to: 'page', role: 'accessibility' } },
  ],
};
