import type { SearchHit } from '../../platform/search/index.ts';
import type { StoredCard, StoredOffer } from './document.ts';
import { mediaView } from './media-view.ts';
import type { Structure } from './structure.ts';
import type { ProductCard } from './views.ts';

/** Products count as new this long after they were listed first. */
const newForMs = 30 * 24 * 3_600_000;

export function cardOf(hit: SearchHit, structure: Structure, now: number): ProductCard {
  const card = hit.stored as StoredCard;
  const offer = hit.offer as StoredOffer;
  const [image, hoverImage] = card.m;
  return {
    id: hit.id,
    handle: card.h,
    title: card.t,
    brand: card.b === null ? null : (structure.brands.get(card.b)?.name ?? null),
    image: image ? mediaView(image, image.alt) : null,
    hoverImage: hoverImage ? mediaView(hoverImage, hoverImage.alt) : null,
    price: { amount: offer.a, compareAt: offer.c, from: offer.f === 1, lowestPriceBeforeReduction: offer.o ?? null },
    swatches: card.w.map(([label, hex]) => ({ label, hex })),
    stock: offer.s,
    left: offer.l,
    isNew: now - Date.parse(card.n) < newForMs,
    variantId: offer.v,
  };
}
