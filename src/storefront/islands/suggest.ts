import { announce } from './announce.ts';
import { all, made, one, shopBase } from './dom.ts';

type Picture = { sources: { type: string; srcset: string }[]; src: string; width: number; height: number };
type Suggestions = {
  queries: string[];
  products: { handle: string; title: string; brand: string | null; image: Picture | null; price: { amount: number; from: boolean } }[];
  categories: { slug: string; name: string }[];
};

const PAUSE_MS = 110;
const FEWEST_LETTERS = 2;

/** Suggestions while typing: a combobox with a list, complete by keyboard (arrows, Enter, Escape). The form works without. */
export function startSuggest(): void {
  const form = one<HTMLFormElement>('form[data-suggest]');
  const field = form && one<HTMLInputElement>('input[name=q]', form);
  if (!form || !field) return;
  const box = made('div', 'suggest');
  box.id = 'suggest';
  box.setAttribute('role', 'listbox');
  box.setAttribute('aria-label', form.dataset.label ?? '');
  form.append(box);
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-autocomplete', 'list'],
    ['aria-controls', 'suggest'],
    ['aria-expanded', 'false'],
  ] as const)
    field.setAttribute(name, value);
  let timer = 0;
  let asking: AbortController | null = null;
  let active = -1;

  const options = () => all<HTMLElement>('[role=option]', box);
  const close = () => {
    asking?.abort();
    clearTimeout(timer);
    box.replaceChildren();
    active = -1;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };
  const mark = (index: number) => {
    const list = options();
    active = list.length === 0 ? -1 : (index + list.length + 1) % (list.length + 1);
    if (active === list.length) active = -1;
    for (const [i, option] of list.entries()) option.setAttribute('aria-selected', String(i === active));
    const chosen = list[active];
    if (chosen) {
      field.setAttribute('aria-activedescendant', chosen.id);
      chosen.scrollIntoView({ block: 'nearest' });
    } else field.removeAttribute('aria-activedescendant');
  };
  const ask = async () => {
    const words = field.value.trim();
    if (words.length < FEWEST_LETTERS) return close();
    asking?.abort();
    asking = new AbortController();
    const [, market = '', language = ''] = shopBase().split('/');
    const query = new URLSearchParams({ q: words, market, language });
    const answer = await fetch(`/api/suggest?${query}`, { signal: asking.signal, headers: { accept: 'application/json' } }).catch(
      () => null,
    );
    if (!answer?.ok || field.value.trim() !== words) return;
    draw(box, (await answer.json()) as Suggestions, form);
    active = -1;
    const count = options().length;
    field.setAttribute('aria-expanded', String(count > 0));
    field.removeAttribute('aria-activedescendant');
    const said = count === 1 ? form.dataset.one : form.dataset.many?.replace('1000', String(count));
    if (count > 0 && said) tell(form, said);
  };

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => ask().catch(() => announce('')), PAUSE_MS);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (options().length === 0) ask().catch(() => {});
      else mark(event.key === 'ArrowDown' ? active + 1 : active < 0 ? options().length - 1 : active - 1);
    } else if (event.key === 'Escape' && options().length > 0) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      options()[active]?.click();
    }
  });
  box.addEventListener('mousedown', (event) => event.preventDefault());
  box.addEventListener('click', (event) => {
    const href = (event.target as Element).closest<HTMLElement>('[role=option]')?.dataset.href;
    if (href) location.assign(href);
  });
  field.addEventListener('blur', close);
}

/** For ears alone: eyes see the list. */
function tell(form: HTMLFormElement, words: string): void {
  let place = one('.suggest-told', form);
  if (!place) {
    place = made('span', 'sr suggest-told');
    place.setAttribute('role', 'status');
    form.append(place);
  }
  place.textContent = words;
}

function draw(box: HTMLElement, found: Suggestions, form: HTMLFormElement): void {
  const base = shopBase();
  let number = 0;
  const option = (href: string, ...content: (Node | string)[]) => {
    const row = made('div');
    row.setAttribute('role', 'option');
    row.setAttribute('aria-selected', 'false');
    row.id = `suggest-${number++}`;
    row.dataset.href = href;
    row.append(...content);
    return row;
  };
  const group = (title: string | undefined, rows: HTMLElement[]) => {
    if (rows.length === 0) return [];
    const part = made('div');
    part.setAttribute('role', 'group');
    part.setAttribute('aria-label', title ?? '');
    const heading = made('div', 'suggest-title', title);
    heading.setAttribute('aria-hidden', 'true');
    part.append(heading, ...rows);
    return [part];
  };
  box.replaceChildren(
    ...group(
      form.dataset.queries,
      found.queries.map((q) => option(`${base}/search?q=${encodeURIComponent(q)}`, made('span', '', q))),
    ),
    ...group(
      form.dataset.categories,
      found.categories.map((c) => option(`${base}/c/${encodeURIComponent(c.slug)}`, made('span', '', c.name))),
    ),
    ...group(
      form.dataset.products,
      found.products.map((p) => option(`${base}/p/${encodeURIComponent(p.handle)}`, ...productParts(p, form))),
    ),
  );
}

function productParts(product: Suggestions['products'][number], form: HTMLFormElement): Node[] {
  const parts: Node[] = [];
  if (product.image) {
    const image = made('img');
    image.alt = '';
    image.sizes = '44px';
    image.srcset = product.image.sources[0]?.srcset ?? '';
    image.src = product.image.src;
    parts.push(image);
  } else parts.push(made('span', 'suggest-blank'));
  parts.push(made('span', '', product.title), made('span', 'suggest-price', priceText(product.price.amount, form)));
  return parts;
}

function priceText(amount: number, form: HTMLFormElement): string {
  const { currency = 'EUR', digits: text = '2' } = form.dataset;
  const digits = Number(text);
  const format = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(document.documentElement.lang, { style: 'currency', currency, ...options });
  const usual = format({}).resolvedOptions().maximumFractionDigits ?? digits;
  const trailingZeroDisplay = usual < digits ? 'stripIfInteger' : 'auto';
  return format({ minimumFractionDigits: digits, maximumFractionDigits: digits, trailingZeroDisplay }).format(amount / 10 ** digits);
}
