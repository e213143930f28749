/** Orders that staff prepare for somebody, by telephone say. */

export { draftRoutes } from './draft.routes.ts';
export { createDrafts, type Drafts, type DraftView } from './draft.service.ts';
export { draftStore } from './draft.store.ts';
