export type Judgment = { qid: string | number; docid: string | number; rating: number };

/**
 * nDCG@10 by query: gain 2^rating - 1, the ideal order from the judged pool, what nobody judged counts 0. Queries without a
 * positive judgment are left out; one that has no results counts 0.
 */
export function ndcgOf(judgments: readonly Judgment[], results: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const judged = new Map<string, Map<string, number>>();
  for (const { qid, docid, rating } of judgments) {
    const ratings = judged.get(String(qid)) ?? new Map<string, number>();
    judged.set(String(qid), ratings.set(String(docid), rating));
  }
  const scores = new Map<string, number>();
  for (const [qid, ratings] of judged) {
    const ideal = gainOf([...ratings.values()].sort((a, b) => b - a));
    if (ideal > 0) scores.set(qid, gainOf((results.get(qid) ?? []).map((id) => ratings.get(id) ?? 0)) / ideal);
  }
  return scores;
}

function gainOf(ratings: readonly number[]): number {
  return ratings.slice(0, 10).reduce((sum, rating, place) => sum + (2 ** rating - 1) / Math.log2(place + 2), 0);
}
