import { type Translated, translate } from '../../kernel/translated.ts';
import { attributeText, fewLeft, lowestBefore } from './document.ts';
import { mediaView } from './media-view.ts';
import type { ContactRow, DetailVariant, ProductDetail } from './product.store.ts';
import { breadcrumbsOf, type Structure } from './structure.ts';
import type { ContactView, PriceView, ProductCard, ProductView, StockState, VariantView } from './views.ts';

const newForMs = 30 * 24 * 3_600_000;

/** What a product page is made from. */
export function productViewOf(
  row: ProductDetail,
  structure: Structure,
  { language, now, related }: { language: string; now: number; related: ProductCard[] },
): ProductView {
  const options = row.options.map((option) => ({
    code: option.code,
    name: translate(option.name, language),
    values: option.values
      .filter((value) => row.variants.some((variant) => variant.options.includes(value.code)))
      .map((value) => ({ code: value.code, label: translate(value.label, language), swatch: value.swatch ?? null })),
  }));
  const places = new Map(row.media.map((media, place) => [media.position, place]));
  const variants = row.variants.map((variant) => variantViewOf(variant, { options, places }));
  const cheapest = variants.reduce((a, b) => (b.price.amount < a.price.amount ? b : a));
  const title = translate(row.title, language);
  const brand = row.brandId === null ? undefined : structure.brands.get(row.brandId);
  const main = structure.categories.get(row.categories[0] ?? 0);
  return {
    id: row.id,
    handle: row.handle,
    title,
    description: translate(row.description, language),
    brand: brand ? { id: brand.id, name: brand.name, slug: brand.slug } : null,
    productType: row.typeId === null ? null : translate(structure.types.get(row.typeId), language) || null,
    options,
    variants,
    defaultVariantId: (variants.find((variant) => variant.stock !== 'out') ?? variants[0]!).id,
    price: { ...cheapest.price, from: variants.some((variant) => variant.price.amount !== cheapest.price.amount) },
    stock: stockOf(variants),
    media: row.media.map((media) => mediaView(media, translate(media.alt, language) || title)),
    attributes: attributesOf(row, structure, language),
    safety: row.safety
      ? {
          manufacturer: contactOf(row.safety.manufacturer),
          responsiblePerson: row.safety.responsiblePerson ? contactOf(row.safety.responsiblePerson) : null,
          warnings: translate(row.safety.warnings, language),
        }
      : null,
    breadcrumbs: breadcrumbsOf(structure, main, language),
    tagsOfProduct: [...row.tags],
    seo: { title: textOrNull(row.seo.title, language), description: textOrNull(row.seo.description, language) },
    isNew: now - Date.parse(row.listedAt) < newForMs,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    related,
    tags: [`product:${row.id}`, ...related.map((card) => `product:${card.id}`), 'catalog', 'structure'],
  };
}

function variantViewOf(
  variant: DetailVariant,
  { options, places }: { options: ProductView['options']; places: ReadonlyMap<number, number> },
): VariantView {
  const price: PriceView = {
    amount: variant.amount,
    compareAt: variant.compareAt !== null && variant.compareAt > variant.amount ? variant.compareAt : null,
    lowestPriceBeforeReduction: lowestBefore(variant),
  };
  const endless = variant.available === null || variant.backorder;
  const left = Math.max(0, variant.available ?? 0);
  const stock: StockState = endless || left > fewLeft ? 'in' : left > 0 ? 'low' : 'out';
  return {
    id: variant.id,
    sku: variant.sku,
    options: [...variant.options],
    title: variant.options.map((code, place) => options[place]?.values.find((value) => value.code === code)?.label ?? code).join(' / '),
    price,
    stock,
    left: stock === 'low' ? left : null,
    backorder: variant.backorder && left === 0 && variant.available !== null,
    preorderUntil: variant.preorderUntil && stock !== 'out' ? new Date(variant.preorderUntil).toISOString() : null,
    mediaPosition: variant.media === null ? null : (places.get(variant.media) ?? null),
    weightGrams: variant.weight,
    barcode: variant.barcode,
    taxCategory: variant.tax,
  };
}

/** Of the product as a whole, as its card says it. */
function stockOf(variants: readonly VariantView[]): StockState {
  if (variants.some((variant) => variant.stock === 'in')) return 'in';
  const left = variants.reduce((sum, variant) => sum + (variant.left ?? 0), 0);
  return left > fewLeft ? 'in' : left > 0 ? 'low' : 'out';
}

function attributesOf(row: ProductDetail, structure: Structure, language: string): ProductView['attributes'] {
  return Object.entries(row.attributes)
    .map(([code, value]) => {
      const attribute = structure.attributes.get(code);
      const label = translate(attribute?.name, language) || code;
      return { code, label, text: attributeText(attribute, value, language), position: attribute?.position ?? 10_000 };
    })
    .filter((each) => each.text !== '')
    .sort((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1))
    .map(({ code, label, text }) => ({ code, label, text }));
}

function contactOf({ name, address, email, url }: ContactRow): ContactView {
  return { name, address, email: email ?? null, url: url ?? null };
}

function textOrNull(text: Translated | undefined, language: string): string | null {
  return translate(text, language) || null;
}
