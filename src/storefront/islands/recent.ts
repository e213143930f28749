import { lasting, made, one, pageData, remember, remembered, shopBase } from './dom.ts';
import type { ProductData } from './variant.ts';

type Seen = Pick<ProductData, 'handle' | 'title' | 'brand' | 'image'>;

const MOST_SEEN = 9;
const SHOWN_SEEN = 4;

/** What was looked at before, kept in this browser and sent nowhere. */
export function startRecent(): void {
  const data = pageData<ProductData>('product-data');
  if (!data) return;
  const seen = (remembered<Seen[]>(lasting, 'seen') ?? []).filter((item) => item.handle !== data.handle);
  const { handle, title, brand, image } = data;
  remember(lasting, 'seen', [{ handle, title, brand, image }, ...seen].slice(0, MOST_SEEN));
  const section = one('[data-recent]');
  const list = section && one('ul', section);
  if (!section || !list || seen.length < 2) return;
  list.replaceChildren(...seen.slice(0, SHOWN_SEEN).map(seenCard));
  section.hidden = false;
}

function seenCard(item: Seen): HTMLElement {
  const card = made('li', 'card');
  const frame = made('div', 'card-picture');
  if (item.image) {
    const image = made('img');
    image.alt = '';
    image.loading = 'lazy';
    image.sizes = '(min-width: 1200px) 22vw, 46vw';
    image.srcset = item.image.srcset;
    image.src = item.image.src;
    frame.append(image);
  }
  const text = made('div', 'card-text');
  const heading = made('h3', 'card-title');
  const link = made('a', '', item.title);
  link.href = `${shopBase()}/p/${encodeURIComponent(item.handle)}`;
  heading.append(link);
  text.append(heading, made('p', 'card-brand', item.brand));
  card.append(frame, text);
  return card;
}
