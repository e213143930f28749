import { all, made, one, pageData } from './dom.ts';
import { showPicture } from './gallery.ts';

export type VariantData = {
  id: number;
  options: string[];
  price: string;
  was: string | null;
  lowest: string | null;
  stock: string;
  stockText: string;
  canBuy: boolean;
  sku: string;
  weight: string;
  media: number | null;
  most: number;
};

export type ProductData = {
  handle: string;
  title: string;
  brand: string;
  image: { src: string; srcset: string; type: string; width: number; height: number } | null;
  variants: VariantData[];
  labels: Record<string, Record<string, string>>;
  texts: { add: string; soldOut: string; now: string; was: string };
};

/** Each choice changes price, stock, picture, article number and address at once. */
export function startVariants(): void {
  const form = one<HTMLFormElement>('form[data-buy]');
  const data = pageData<ProductData>('product-data');
  if (!form || !data || data.variants.length < 2) return;
  const groups = all('[data-option]', form);
  form.addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement;
    if (input.type !== 'radio') return;
    const group = groups.findIndex((g) => g.contains(input));
    const wanted = groups.map((g) => one<HTMLInputElement>(':checked', g)?.value ?? '');
    const variant = bestVariant(data.variants, wanted, group);
    if (variant) showVariant(form, groups, data, variant);
  });
}

/** Exactly what is chosen; else, of the variants with the value just chosen, the one that keeps most of the rest. */
function bestVariant(variants: readonly VariantData[], wanted: readonly string[], group: number): VariantData | null {
  let best: VariantData | null = null;
  let most = -1;
  for (const variant of variants) {
    if (variant.options[group] !== wanted[group]) continue;
    const fits = variant.options.filter((value, i) => value === wanted[i]).length * 2 + (variant.canBuy ? 1 : 0);
    if (fits > most) {
      best = variant;
      most = fits;
    }
  }
  return best;
}

function showVariant(form: HTMLFormElement, groups: readonly HTMLElement[], data: ProductData, variant: VariantData): void {
  showOptions(groups, data, variant);
  showPrice(form, data, variant);
  const stock = one('[data-stock]', form);
  if (stock) stock.className = `stock is-${variant.stock}`;
  put(form, '[data-stock-text]', variant.stockText);
  const button = one<HTMLButtonElement>('[data-add]', form);
  if (button) button.disabled = !variant.canBuy;
  put(form, '[data-add-text]', variant.canBuy ? data.texts.add : data.texts.soldOut);
  const quantity = one<HTMLInputElement>('input[name=quantity]', form);
  if (quantity) {
    quantity.max = String(variant.most);
    if (Number(quantity.value) > variant.most) quantity.value = String(variant.most);
  }
  put(document, '[data-sku]', variant.sku);
  const row = one('[data-sku-row]');
  if (row) row.hidden = variant.sku === '';
  put(document, '[data-weight]', variant.weight);
  if (variant.media !== null) showPicture(variant.media);
  history.replaceState(history.state, '', `?variant=${variant.id}${location.hash}`);
}

/** Marks what is chosen and what could not be bought in company with it. */
function showOptions(groups: readonly HTMLElement[], data: ProductData, variant: VariantData): void {
  for (const [index, group] of groups.entries()) {
    const code = group.dataset.option ?? '';
    put(group, '[data-chosen]', data.labels[code]?.[variant.options[index] ?? ''] ?? '');
    for (const input of all<HTMLInputElement>('input', group)) {
      input.checked = input.value === variant.options[index];
      const options = variant.options.with(index, input.value);
      const other = data.variants.find((v) => v.options.every((value, i) => value === options[i]));
      const label = input.closest('label');
      label?.classList.toggle('is-out', !other?.canBuy);
      const out = label && one('[data-out]', label);
      if (out) out.hidden = other?.canBuy === true;
    }
  }
}

function showPrice(form: HTMLFormElement, data: ProductData, variant: VariantData): void {
  const place = one('[data-price] .price', form);
  if (!place) return;
  place.classList.toggle('is-sale', variant.was !== null);
  const now = made('span', 'price-now', variant.price);
  if (variant.was === null) {
    place.replaceChildren(now);
    return;
  }
  place.replaceChildren(
    made('span', 'sr', `${data.texts.now} `),
    now,
    ' ',
    made('span', 'sr', `${data.texts.was} `),
    made('s', 'price-was', variant.was),
    ...(variant.lowest ? [' ', made('span', 'price-lowest', variant.lowest)] : []),
  );
}

function put(root: ParentNode, selector: string, text: string): void {
  const place = one(selector, root);
  if (place) place.textContent = text;
}
