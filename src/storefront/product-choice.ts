import type { ProductView, VariantView } from '../shop/discovery/index.ts';

/** Which variant a product page shows, and what each other value of an option would lead to. */
export type Choice = {
  variant: VariantView;
  /** By option, by value: the variant that this value leads to, the other options kept where that exists. */
  values: { code: string; selected: boolean; variant: VariantView | null }[][];
  /** What was asked for does not exist; the nearest is shown. */
  isNearest: boolean;
};

/** The variant that the address asks for: `?variant=ID`, or `?option.CODE=VALUE` as a plain form sends it. */
export function chosenVariant(view: ProductView, query: URLSearchParams): Choice {
  const fallback = view.variants.find((v) => v.id === view.defaultVariantId) ?? view.variants[0]!;
  const byId = view.variants.find((v) => String(v.id) === query.get('variant'));
  if (byId) return choiceOf(view, byId, false);
  const wanted = view.options.map((option) => query.get(`option.${option.code}`));
  if (wanted.every((value) => value === null)) return choiceOf(view, fallback, query.has('variant'));
  const exact = view.variants.find((v) => wanted.every((value, i) => value === null || v.options[i] === value));
  return choiceOf(view, exact ?? nearest(view, wanted) ?? fallback, exact === undefined);
}

/** The variant with exactly these option values, for the form's post; null when there is none. */
export function variantByOptions(view: ProductView, values: readonly (string | null)[]): VariantView | null {
  if (view.options.length === 0) return view.variants.find((v) => v.id === view.defaultVariantId) ?? null;
  return view.variants.find((v) => view.options.every((_, i) => v.options[i] === values[i])) ?? null;
}

function choiceOf(view: ProductView, variant: VariantView, isNearest: boolean): Choice {
  const values = view.options.map((option, index) =>
    option.values.map((value) => ({
      code: value.code,
      selected: variant.options[index] === value.code,
      variant: reachable(view, variant, index, value.code),
    })),
  );
  return { variant, values, isNearest };
}

function reachable(view: ProductView, from: VariantView, index: number, value: string): VariantView | null {
  const same = view.variants.find((v) => v.options.every((o, i) => o === (i === index ? value : from.options[i])));
  return same ?? null;
}

function nearest(view: ProductView, wanted: readonly (string | null)[]): VariantView | null {
  let best: VariantView | null = null;
  let most = 0;
  for (const variant of view.variants) {
    const fits = wanted.filter((value, i) => value !== null && variant.options[i] === value).length;
    if (fits > most) {
      best = variant;
      most = fits;
    }
  }
  return best;
}
