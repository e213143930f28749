import { toDecimal } from '../../kernel/money.ts';
import type { Breadcrumb, ListingView, ProductView, VariantView } from '../../shop/discovery/index.ts';
import { type PageContext, say } from '../context.ts';
import { links } from '../links.ts';
import { absolute } from './head.ts';
import { plainText } from './plain-text.ts';

/** The shop itself, on its home page. */
export function shopData(context: PageContext): object[] {
  const { theme, origin, locale } = context;
  const home = origin + links(locale).home;
  return [
    {
      '@context': 'https://schema.org',
      '@type': 'Organization',
      '@id': `${origin}/#organization`,
      name: theme.name,
      legalName: theme.contact.company,
      url: home,
      logo: absolute(origin, context.assets.icon),
      email: theme.contact.email,
      telephone: theme.contact.phone,
      vatID: theme.contact.vatId,
      description: say(context, theme.description),
    },
    {
      '@context': 'https://schema.org',
      '@type': 'WebSite',
      name: theme.name,
      url: home,
      inLanguage: locale.language,
      publisher: { '@id': `${origin}/#organization` },
      potentialAction: {
        '@type': 'SearchAction',
        target: { '@type': 'EntryPoint', urlTemplate: `${origin}${links(locale).search()}?q={search_term_string}` },
        'query-input': 'required name=search_term_string',
      },
    },
  ];
}

/** The path to a page; `last` is the page itself when it is no category. */
export function breadcrumbData(context: PageContext, steps: readonly Breadcrumb[], last?: { name: string; path: string }): object {
  const { origin, locale, texts } = context;
  const to = links(locale);
  const all = [
    { name: texts.product.home, path: to.home },
    ...steps.map((step) => ({ name: step.label, path: to.category(step.slug) })),
    ...(last ? [last] : []),
  ];
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: all.map((step, index) => ({ '@type': 'ListItem', position: index + 1, name: step.name, item: origin + step.path })),
  };
}

export function itemListData(context: PageContext, view: ListingView): object {
  const { origin, locale } = context;
  const before = (view.page - 1) * view.size;
  return {
    '@context': 'https://schema.org',
    '@type': 'ItemList',
    numberOfItems: view.total,
    itemListElement: view.items.map((item, index) => ({
      '@type': 'ListItem',
      position: before + index + 1,
      url: origin + links(locale).product(item.handle),
      name: item.title,
    })),
  };
}

/** The product as it is shown: the offer in front carries the price that stands beside the button. */
export function productData(context: PageContext, view: ProductView, shown: VariantView): object {
  const { origin, locale } = context;
  const { currency } = locale.market;
  const path = origin + links(locale).product(view.handle);
  const offer = (variant: VariantView) => ({
    '@type': 'Offer',
    url: view.variants.length > 1 ? `${path}?variant=${variant.id}` : path,
    price: toDecimal(variant.price.amount, currency),
    priceCurrency: currency,
    availability: `https://schema.org/${availability(variant)}`,
    itemCondition: 'https://schema.org/NewCondition',
    ...(variant.sku ? { sku: variant.sku } : {}),
    seller: { '@type': 'Organization', name: context.theme.name },
  });
  const amounts = view.variants.map((v) => v.price.amount);
  const offers =
    view.variants.length === 1
      ? offer(shown)
      : {
          '@type': 'AggregateOffer',
          lowPrice: toDecimal(Math.min(...amounts), currency),
          highPrice: toDecimal(Math.max(...amounts), currency),
          priceCurrency: currency,
          offerCount: view.variants.length,
          offers: [shown, ...view.variants.filter((v) => v.id !== shown.id)].map(offer),
        };
  const gtin = shown.barcode && /^(?:\d{8}|\d{12,14})$/.test(shown.barcode) ? { gtin: shown.barcode } : {};
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    '@id': `${path}#product`,
    name: view.title,
    url: path,
    description: plainText(view.description).slice(0, 5000) || view.title,
    image: view.media.filter((m) => m.kind === 'image').map((m) => absolute(origin, m.src)),
    ...(shown.sku ? { sku: shown.sku } : {}),
    ...gtin,
    ...(view.brand ? { brand: { '@type': 'Brand', name: view.brand.name } } : {}),
    ...(view.attributes.length > 0
      ? { additionalProperty: view.attributes.map((a) => ({ '@type': 'PropertyValue', name: a.label, value: a.text })) }
      : {}),
    offers,
  };
}

function availability(variant: VariantView): string {
  if (variant.preorderUntil) return 'PreOrder';
  if (variant.stock === 'out') return variant.backorder ? 'BackOrder' : 'OutOfStock';
  return variant.stock === 'low' ? 'LimitedAvailability' : 'InStock';
}
