import type { Theme } from '../../src/storefront/theme.ts';
import { deliveryLine, freeFrom } from './theme/delivery-promise.ts';
import { HOME } from './theme/home.ts';
import { MENUS } from './theme/menus.ts';
import { PRIVACY_PAGE } from './theme/page-privacy.ts';
import { LEGAL_PAGES } from './theme/pages-legal.ts';
import { SERVICE_PAGES } from './theme/pages-service.ts';

/** The demo shop: warm paper, ink, and the deep green that celadon has where it runs thick. */
export const AGORA: Theme = {
  code: 'agora',
  name: 'Agora',
  claim: { en: 'Objects for every day', de: 'Dinge für jeden Tag' },
  description: {
    en: 'Stoneware, glass, lamps, linen and small furniture from fourteen workshops. Plain things, well made, for the table, the shelf and the garden.',
    de: 'Steinzeug, Glas, Leuchten, Leinen und Kleinmöbel aus vierzehn Werkstätten. Schlichte Dinge, gut gemacht, für Tisch, Regal und Garten.',
  },
  colors: {
    light: {
      ground: '#f7f3ea',
      surface: '#fffcf5',
      sunken: '#eee8da',
      picture: '#e6dfd0',
      ink: '#26221c',
      muted: '#655d50',
      line: '#ddd5c4',
      border: '#857b6a',
      accent: '#2f5d50',
      accentStrong: '#214539',
      onAccent: '#fffcf5',
      accentWash: '#dfe7dc',
      focus: '#2f5d50',
      sale: '#9a3620',
      success: '#2f6339',
      warning: '#80560a',
      error: '#a1281c',
    },
    dark: {
      ground: '#1b1916',
      surface: '#24211d',
      sunken: '#141210',
      picture: '#2e2a25',
      ink: '#efe8da',
      muted: '#b3a998',
      line: '#3a352e',
      border: '#857c6c',
      accent: '#9cc7b2',
      accentStrong: '#b7d9c8',
      onAccent: '#14211b',
      accentWash: '#2a3a32',
      focus: '#9cc7b2',
      sale: '#f0977c',
      success: '#93c79a',
      warning: '#e0b565',
      error: '#f59586',
    },
  },
  type: { pair: 'characterful-serif', scale: 1.28, wordmark: 'lowercase' },
  announcement: {
    text: {
      eu: {
        en: `Delivery is free from ${freeFrom('eu', 'en')} in the EU, but for islands without cars.`,
        de: `Ab ${freeFrom('eu', 'de')} liefern wir in der EU ohne Versandkosten, außer auf autofreie Inseln.`,
      },
      us: {
        en: `Delivery is free from ${freeFrom('us', 'en')}, from Hudson, New York.`,
        de: `Ab ${freeFrom('us', 'de')} ohne Versandkosten, aus Hudson, New York.`,
      },
    },
    link: { to: 'page', role: 'delivery-returns' },
  },
  menus: MENUS,
  contact: {
    company: 'Agora Alltagsdinge GmbH',
    address: [
      { en: 'Kranichtwiete 7', de: 'Kranichtwiete 7' },
      { en: '20457 Hamburg', de: '20457 Hamburg' },
      { en: 'Germany', de: 'Deutschland' },
    ],
    email: 'hello@agora.example',
    phone: '+49 40 66969 120',
    phoneHref: '+494066969120',
    hours: { en: 'Tuesday to Saturday, 10 to 18', de: 'Dienstag bis Samstag, 10 bis 18 Uhr' },
    vatId: 'DE000000000',
    register: { en: 'Hamburg Local Court, HRB 000000', de: 'Amtsgericht Hamburg, HRB 000000' },
    represented: 'Wiebke Sandmann',
  },
  home: HOME,
  delivery: {
    eu: {
      line: deliveryLine('eu'),
      returns: {
        en: '60 days to send it back, at our cost.',
        de: '60 Tage Rückgabe, auf unsere Kosten.',
      },
      tax: { en: 'VAT included, delivery added', de: 'inkl. MwSt., zzgl. Versand' },
    },
    us: {
      line: deliveryLine('us'),
      returns: { en: '60 days to send it back, label included.', de: '60 Tage Rückgabe, das Etikett liegt bei.' },
      tax: { en: 'No sales tax in this demo, delivery added', de: 'In dieser Demo ohne Sales Tax, zzgl. Versand' },
    },
  },
  pages: [...LEGAL_PAGES, PRIVACY_PAGE, ...SERVICE_PAGES],
  voice: {
    emptyCart: {
      en: 'Nothing in it yet. An egg cup would make a modest beginning.',
      de: 'Noch nichts darin. Ein Eierbecher wäre ein bescheidener Anfang.',
    },
    emptySearch: {
      en: 'Nothing here by that name. Try the material, such as stoneware or linen, or simply the thing: bowl, lamp, hook.',
      de: 'Unter diesem Namen haben wir nichts. Versuchen Sie es mit dem Material, etwa Steinzeug oder Leinen, oder einfach mit dem Ding: Schale, Leuchte, Haken.',
    },
    notFound: {
      en: 'This shelf is empty. The piece may have been sold for good, or the address has a crack in it.',
      de: 'Dieses Regal ist leer. Vielleicht ist das Stück ausverkauft, vielleicht hat die Adresse einen Sprung.',
    },
    fault: {
      en: 'Something fell off the shelf on our side. Nothing you entered has been charged; please try again in a minute.',
      de: 'Bei uns ist etwas vom Regal gefallen. Berechnet wurde nichts; bitte versuchen Sie es in einer Minute noch einmal.',
    },
    orderThanks: {
      en: 'Your things are now being looked out, checked for cracks and wrapped in paper.',
      de: 'Ihre Sachen werden jetzt herausgesucht, auf Sprünge geprüft und in Papier gewickelt.',
    },
    soldOut: {
      en: 'Sold out for now. Some pieces are fired only a few times a year.',
      de: 'Zurzeit ausverkauft. Manche Stücke werden nur ein paarmal im Jahr gebrannt.',
    },
    newsletter: {
      en: 'One letter a month: what came out of the kilns, and what did not.',
      de: 'Ein Brief im Monat: was aus den Öfen kam und was nicht.',
    },
  },
};
