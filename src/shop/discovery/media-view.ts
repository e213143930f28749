import { type MediaFacts, mediaView } from '../media/index.ts';

/** A picture as it is kept with a card: what the media module needs to make addresses of it. */
export type MediaRow = MediaFacts;

export { mediaView };
