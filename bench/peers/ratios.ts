import { type Figure, round } from '../figures.ts';

export const PEERS = ['stoa', 'vendure', 'medusa'] as const;
export type Peer = (typeof PEERS)[number];

/** What one case came to at one shop. */
export type Measured = {
  case: string;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  errors: number;
  /** Only of scarce goods: orders that the shop acknowledged, and how many of them were too many. */
  sold?: number;
  oversold?: number;
  note?: string;
};

/**
 * The figures of one peer: its own, then ours divided by it where both had a rate. A peer's failures are told and do
 * not fail the run; ours do.
 */
export function figuresOfPeer(peer: Peer, measured: readonly Measured[], ours: readonly Measured[]): Figure[] {
  const figures: Figure[] = [];
  for (const each of measured) {
    const isOurs = peer === 'stoa';
    const name = isOurs ? each.case : `${each.case}-${peer}`;
    const failures = isOurs || each.errors === 0 ? '' : `${each.errors} calls failed`;
    const note = [failures, each.note].filter(Boolean).join('; ');
    figures.push({
      bench: 'peers',
      case: name,
      perSecond: round(each.perSecond),
      p50Ms: round(each.p50Ms),
      p99Ms: round(each.p99Ms),
      ...(isOurs ? { errors: each.errors } : {}),
      ...(note ? { note } : {}),
    });
    if (each.oversold !== undefined)
      figures.push({
        bench: 'peers',
        case: isOurs ? 'oversold' : `oversold-${peer}`,
        count: each.oversold,
        ...(isOurs ? { errors: each.oversold } : {}),
        note: `${each.sold} sold of 100`,
      });
    const mine = ours.find((one) => one.case === each.case);
    if (!isOurs && mine && each.perSecond > 0)
      figures.push({
        bench: 'peers',
        case: each.case,
        perSecond: round(mine.perSecond),
        ratio: round(mine.perSecond / each.perSecond),
        of: peer,
        ofPerSecond: round(each.perSecond),
      });
  }
  return figures;
}
