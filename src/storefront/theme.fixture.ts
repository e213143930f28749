import type { Theme } from './theme.ts';

/** A small theme of its own for template tests: every kind of block, link and page once. */
export const fixtureTheme: Theme = {
  code: 'fixture',
  name: 'Agora',
  claim: { en: 'Objects for every day', de: 'Dinge für jeden Tag' },
  description: {
    en: 'Ceramics, glass, lamps and linen from small workshops: plain things, well made, for the table, the kitchen and the garden.',
    de: 'Keramik, Glas, Leuchten und Leinen aus kleinen Werkstätten: schlichte Dinge, gut gemacht, für Tisch, Küche und Garten.',
  },
  colors: {
    light: {
      ground: '#f6f1e7',
      surface: '#fdfaf3',
      sunken: '#ece5d7',
      picture: '#e3dbcb',
      ink: '#231d17',
      muted: '#62584b',
      line: '#d9d0bf',
      border: '#837866',
      accent: '#2b5c53',
      accentStrong: '#1d463f',
      onAccent: '#fdfaf3',
      accentWash: '#d9e5db',
      focus: '#1d5f8a',
      sale: '#9c301c',
      success: '#2a6638',
      warning: '#7d5200',
      error: '#a1231b',
    },
    dark: {
      ground: '#1a1714',
      surface: '#24201b',
      sunken: '#121010',
      picture: '#2e2923',
      ink: '#f1e9db',
      muted: '#b5a999',
      line: '#39332b',
      border: '#8b8071',
      accent: '#93c7b4',
      accentStrong: '#b6decf',
      onAccent: '#12201b',
      accentWash: '#283831',
      focus: '#8fc1e8',
      sale: '#f29a80',
      success: '#8cc79a',
      warning: '#e2b25c',
      error: '#f59a8c',
    },
  },
  type: { pair: 'characterful-serif', scale: 1.28, wordmark: 'lowercase' },
  announcement: {
    text: {
      eu: { en: 'Delivery is free from €79 in all of the EU', de: 'Ab 79 € liefern wir in der ganzen EU kostenlos' },
      us: { en: 'Delivery is free from $120' },
    },
    link: { to: 'page', role: 'delivery-returns' },
  },
  menus: {
    header: [
      {
        label: { en: 'Ceramics', de: 'Keramik' },
        link: { to: 'category', code: 'ceramics' },
        items: [
          { label: { en: 'Vases', de: 'Vasen' }, link: { to: 'category', code: 'vases' } },
          { label: { en: 'Bowls', de: 'Schalen' }, link: { to: 'category', code: 'bowls' } },
        ],
      },
      { label: { en: 'Glass', de: 'Glas' }, link: { to: 'category', code: 'glass' } },
      { label: { en: 'Lighting', de: 'Leuchten' }, link: { to: 'category', code: 'lighting' } },
      { label: { en: 'Textiles', de: 'Textilien' }, link: { to: 'category', code: 'textiles' } },
      { label: { en: 'Kitchen', de: 'Küche' }, link: { to: 'category', code: 'kitchen' } },
      { label: { en: 'New', de: 'Neu' }, link: { to: 'collection', rule: 'new' } },
    ],
    footer: [
      {
        title: { en: 'The shop', de: 'Der Laden' },
        items: [
          { label: { en: 'Everything', de: 'Alles' }, link: { to: 'collection', rule: 'all' } },
          { label: { en: 'Reduced', de: 'Reduziert' }, link: { to: 'collection', rule: 'sale' } },
          { label: { en: 'About us', de: 'Über uns' }, link: { to: 'page', role: 'about' } },
        ],
      },
      {
        title: { en: 'Help', de: 'Hilfe' },
        items: [
          { label: { en: 'Where is my order?', de: 'Wo ist meine Bestellung?' }, link: { to: 'order-status' } },
          { label: { en: 'Delivery and returns', de: 'Versand und Rückgabe' }, link: { to: 'page', role: 'delivery-returns' } },
        ],
      },
    ],
    legal: [
      { label: { en: 'Imprint', de: 'Impressum' }, link: { to: 'page', role: 'imprint' } },
      { label: { en: 'Privacy', de: 'Datenschutz' }, link: { to: 'page', role: 'privacy' } },
      { label: { en: 'Terms', de: 'AGB' }, link: { to: 'page', role: 'terms' } },
      { label: { en: 'Withdrawal', de: 'Widerruf' }, link: { to: 'page', role: 'withdrawal' } },
    ],
  },
  contact: {
    company: 'Agora Handel GmbH',
    address: [{ en: 'Kranichtwiete 7' }, { en: '20099 Hamburg' }, { en: 'Germany', de: 'Deutschland' }],
    email: 'hello@agora.example',
    phone: '+49 40 5550 0199',
    phoneHref: '+494055500199',
    hours: { en: 'Monday to Friday, 9 to 17', de: 'Montag bis Freitag, 9 bis 17 Uhr' },
    vatId: 'DE000000000',
    register: { en: 'Hamburg district court, HRB 000000', de: 'Amtsgericht Hamburg, HRB 000000' },
    represented: 'Ilse Brandt',
  },
  home: [
    {
      block: 'hero',
      image: 'demo:scene--home-hero',
      alt: { en: 'A celadon vase and two bowls on a linen cloth', de: 'Eine seladonfarbene Vase und zwei Schalen auf Leinen' },
      kicker: { en: 'Autumn, first firing', de: 'Herbst, erster Brand' },
      title: { en: 'Things that stay on the table', de: 'Was auf dem Tisch stehen bleibt' },
      text: {
        en: 'Stoneware thrown in Höhr-Grenzhausen, glass blown in Lauscha, linen woven in the Mühlviertel. Made to be used every day.',
        de: 'Steinzeug aus Höhr-Grenzhausen, Glas aus Lauscha, Leinen aus dem Mühlviertel. Gemacht, um jeden Tag benutzt zu werden.',
      },
      link: { to: 'category', code: 'ceramics' },
      linkLabel: { en: 'See the new glazes', de: 'Die neuen Glasuren ansehen' },
    },
    {
      block: 'category-tiles',
      title: { en: 'By room and material', de: 'Nach Raum und Material' },
      tiles: ['ceramics', 'glass', 'lighting', 'textiles', 'kitchen'].map((code) => ({
        category: code,
        image: `demo:scene--${code}`,
        alt: { en: `Pieces from ${code}`, de: `Stücke aus ${code}` },
        line: { en: 'Thrown, glazed, fired twice', de: 'Gedreht, glasiert, zweimal gebrannt' },
      })),
    },
    {
      block: 'products',
      title: { en: 'Fresh from the kiln', de: 'Frisch aus dem Ofen' },
      text: { en: 'The last firing brought these.', de: 'Das brachte der letzte Brand.' },
      rule: { by: 'newest' },
      count: 8,
      link: { to: 'collection', rule: 'new' },
      linkLabel: { en: 'Everything new', de: 'Alles Neue' },
    },
    {
      block: 'story',
      image: 'demo:scene--home-table',
      alt: { en: 'A laid table by a window', de: 'Ein gedeckter Tisch am Fenster' },
      side: 'left',
      kicker: { en: 'The workshop', de: 'Die Werkstatt' },
      title: { en: 'Ash, iron and a slow cooling', de: 'Asche, Eisen und langsames Abkühlen' },
      paragraphs: [
        {
          en: 'Our celadon gets its green from one percent of iron and a kiln that is starved of air at the right moment. No two pieces come out alike.',
          de: 'Unser Seladon verdankt sein Grün einem Prozent Eisen und einem Ofen, dem im rechten Augenblick die Luft genommen wird. Kein Stück gleicht dem anderen.',
        },
        {
          en: 'That is why we photograph every glaze and not just the form.',
          de: 'Darum zeigen wir jede Glasur im Bild und nicht nur die Form.',
        },
      ],
      link: { to: 'page', role: 'about' },
      linkLabel: { en: 'Who we are', de: 'Wer wir sind' },
    },
    {
      block: 'makers',
      title: { en: 'Makers', de: 'Werkstätten' },
      text: {
        en: 'We know every one of them, and what their hands do best.',
        de: 'Wir kennen sie alle und wissen, was sie am besten können.',
      },
      makers: ['Töpferei Brandt', 'Studio Okabe', 'Glashütte Lauscha', 'Weberei Vogl'].map((name, i) => ({
        brand: `maker-${i + 1}`,
        name,
        place: { en: 'Höhr-Grenzhausen', de: 'Höhr-Grenzhausen' },
        line: { en: 'Thrown stoneware, wood ash glazes', de: 'Gedrehtes Steinzeug, Holzascheglasuren' },
      })),
    },
    {
      block: 'promises',
      items: [
        {
          icon: 'parcel',
          title: { en: 'Packed by hand', de: 'Von Hand gepackt' },
          text: { eu: { en: 'In straw and paper, at your door in 2 to 5 days.', de: 'In Stroh und Papier, in 2 bis 5 Tagen bei Ihnen.' } },
        },
        {
          icon: 'return',
          title: { en: '60 days to think', de: '60 Tage Bedenkzeit' },
          text: { eu: { en: 'Send it back, we pay the way.', de: 'Zurückschicken, wir zahlen den Weg.' } },
        },
        {
          icon: 'hand',
          title: { en: 'Broken? Replaced', de: 'Zerbrochen? Ersetzt' },
          text: { eu: { en: 'A photograph is enough.', de: 'Ein Foto genügt uns.' } },
        },
      ],
    },
  ],
  delivery: {
    eu: {
      line: { en: 'With you in 2 to 5 working days. Free from €79.', de: 'In 2 bis 5 Werktagen bei Ihnen. Ab 79 € versandkostenfrei.' },
      returns: { en: '60 days to send it back, free of charge.', de: '60 Tage Rückgabe, kostenlos.' },
      tax: { en: 'VAT included, plus delivery', de: 'inkl. MwSt., zzgl. Versand' },
    },
    us: {
      line: { en: 'With you in 4 to 7 working days. Free from $120.' },
      returns: { en: '60 days to send it back.' },
      tax: { en: 'plus sales tax where it applies' },
    },
  },
  pages: (['imprint', 'privacy', 'terms', 'delivery-returns', 'withdrawal', 'accessibility', 'contact', 'about'] as const).map((role) => ({
    role,
    slug: role,
    title: { en: `About: ${role}`, de: `Zu: ${role}` },
    summary: { en: `What our ${role} page says, in a sentence.`, de: `Was auf der Seite ${role} steht, in einem Satz.` },
    html: {
      en: '<h2>First things first</h2><p>Plain words about <a href="page:terms">our terms</a>.</p><ul><li>One thing</li><li>Another</li></ul><table><tbody><tr><th scope="row">Standard</th><td>€5.90</td></tr></tbody></table>',
      de: '<h2>Das Wichtigste zuerst</h2><p>Klare Worte zu <a href="page:terms">unseren AGB</a>.</p><ul><li>Das eine</li><li>Das andere</li></ul>',
    },
    updated: '2026-01-15',
  })),
  voice: {
    emptyCart: { en: 'A bowl would be a good beginning.', de: 'Eine Schale wäre ein guter Anfang.' },
    emptySearch: {
      en: 'That may be our fault: we carry some six hundred pieces, and name them in our own way.',
      de: 'Das kann an uns liegen: Wir führen rund sechshundert Stücke und nennen sie auf unsere Weise.',
    },
    notFound: {
      en: 'Perhaps it was sold and never made again. Look around, something close to it may be here.',
      de: 'Vielleicht wurde es verkauft und nie wieder gemacht. Sehen Sie sich um, etwas Ähnliches steht bestimmt da.',
    },
    fault: {
      en: 'We have been told and are sweeping up the pieces. Please try again in a moment.',
      de: 'Wir wissen Bescheid und kehren die Scherben zusammen. Bitte gleich noch einmal versuchen.',
    },
    orderThanks: {
      en: 'It is being packed in straw and paper, by people who would like to keep it.',
      de: 'Es wird in Stroh und Papier gepackt, von Leuten, die es am liebsten behalten würden.',
    },
    soldOut: { en: 'The next firing is in about three weeks.', de: 'Der nächste Brand ist in etwa drei Wochen.' },
    newsletter: { en: 'A letter when the kiln is opened.', de: 'Ein Brief, wenn der Ofen geöffnet wird.' },
  },
};
