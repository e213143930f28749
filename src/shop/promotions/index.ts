/** Price reductions as data: automatic ones and codes, their limits, and the uses that are held and counted. */
export { codeStore } from './code.store.ts';
export { promotionRoutes } from './promotion.routes.ts';
export type { Promotions } from './promotion.service.ts';
export { createPromotions } from './promotion.service.ts';
export { promotionStore } from './promotion.store.ts';
export type { Offers, PromotionDraft, StoredPromotion } from './promotion.ts';
export { isFinal, NO_OFFERS, tidyCode } from './promotion.ts';
export type { Redemptions } from './redemption.service.ts';
export { createRedemptions } from './redemption.service.ts';
export { type RedemptionScope, redemptionStore, type UseRefusal, type WantedUse } from './redemption.store.ts';
