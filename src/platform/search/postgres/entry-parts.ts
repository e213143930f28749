import { type At, ORDER, type Parts, type Shape } from './shape.ts';

/**
 * Browsing with filters. A pass that finds little gives its conditions to the GIN index together. A page out of much is had by
 * following the index of its order, its counts by counting what is left over.
 */
export function entryParts(shape: Shape, at: At): Parts {
  const scope = shape.scope ? [`e.facets @> array[${at('scope')}::integer]`] : [];
  const filters = Array.from({ length: shape.filters }, (_, i) => `e.facets && ${at(`filter${i}`)}::integer[]`);
  const price = shape.price ? [`e.price between ${at('low')}::bigint and ${at('high')}::bigint`] : [];
  const segment = 'e.segment = $1';
  const found = (without: number | 'price' | null) =>
    [segment, ...scope, ...filters.filter((_, i) => i !== without), ...(without === 'price' ? [] : price)].join(' and ');
  const left = (without: number | null) => {
    const choices = [...filters.filter((_, i) => i !== without), ...price];
    return [segment, ...scope, `not (${choices.length > 0 ? choices.join(' and ') : 'true'})`].join(' and ');
  };
  // `is true` keeps the planner from the GIN index, which would fetch everything before the first row is shown.
  const inOrder = (without: 'price' | null) =>
    [
      segment,
      ...(shape.scope ? [`${at('scope')}::integer = any(e.facets)`] : []),
      ...filters.map((each) => `(${each}) is true`),
      ...(without ? [] : price),
    ].join(' and ');
  const own = (shape.own ?? []).map((way, i) => `search_entry e where ${way === 'rest' ? left(i) : found(i)}`);
  // One choice alone: its own bounds are those of the scope, which the caller has.
  const none = shape.price && !shape.own;
  const columns = 'e.id, e.offer, e.price, e.popularity, e.created_at';
  if (shape.main === 'rest')
    return {
      ctes: [`counted as materialized (select e.facets from search_entry e where ${left(null)})`],
      rows: `(select ${columns} from search_entry e where ${inOrder(null)}) m`,
      counted: 'counted',
      own,
      bounds: (which) =>
        none
          ? 'null::bigint'
          : `(select e.price from search_entry e where ${inOrder('price')} order by ${which === 'min' ? ORDER['price-asc'].by : ORDER['price-desc'].by} limit 1)`,
    };
  return {
    ctes: [`main as materialized (select ${columns}, e.facets from search_entry e where ${found(null)})`],
    rows: 'main',
    counted: 'main',
    own,
    bounds: (which) =>
      none
        ? 'null::bigint'
        : shape.price
          ? `(select ${which}(e.price) from search_entry e where ${found('price')})`
          : `(select ${which}(price) from main)`,
  };
}
