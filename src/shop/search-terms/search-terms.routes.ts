import { Type } from 'typebox';
import { failField } from '../../kernel/errors.ts';
import { listOf, type Route, route } from '../../platform/http/index.ts';
import { TERM_SORTS } from './search-term.ts';
import type { SearchTerms } from './search-terms.service.ts';

const closed = { additionalProperties: false };
const Code = Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' });
const Day = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', description: 'A day, UTC.' });
const Count = Type.Integer({ minimum: 0 });
const TermSchema = Type.Object(
  {
    term: Type.String({ description: 'In small letters.' }),
    market: Type.String(),
    language: Type.String(),
    searches: Count,
    withoutResult: Type.Integer({ minimum: 0, description: 'Searches that found nothing.' }),
    clicks: Type.Integer({ minimum: 0, description: 'Products opened from its results.' }),
  },
  { $id: 'SearchTerm', ...closed },
);

type Deps = { searchTerms: SearchTerms; isLocale: (market: string, language: string) => boolean };

export function searchTermRoutes({ searchTerms, isLocale }: Deps): Route[] {
  return [
    route({
      method: 'POST',
      url: '/api/search-clicks',
      access: 'public',
      summary: 'Say that a product was opened from the results of a search',
      description: 'Counted by term and day, with nothing about who it was.',
      tags: ['Products'],
      operationId: 'countSearchClick',
      schema: {
        body: Type.Object(
          { market: Code, language: Code, q: Type.String({ minLength: 1, maxLength: 200 }) },
          { $id: 'SearchClick', ...closed },
        ),
        response: { 204: null },
      },
      async handler({ body }) {
        if (!isLocale(body.market, body.language))
          failField('/market', 'choice', 'There is no such market, or it does not speak this language.');
        searchTerms.clicked(body);
        return undefined;
      },
    }),
    route({
      method: 'GET',
      url: '/api/staff/search-terms',
      access: { staff: 'catalog:read' },
      summary: 'List what shoppers search for',
      description:
        'The most frequent terms first, of the last 30 days unless told otherwise. Terms that were searched fewer than three times are not written down. Processes count for a few seconds before they write.',
      tags: ['Staff: reports'],
      operationId: 'listSearchTerms',
      schema: {
        query: Type.Object(
          {
            from: Type.Optional(Day),
            to: Type.Optional(Day),
            market: Type.Optional(Code),
            language: Type.Optional(Code),
            sort: Type.Optional(Type.Union(TERM_SORTS.map((sort) => Type.Literal(sort)))),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
          },
          closed,
        ),
        response: { 200: listOf(TermSchema, 'SearchTermList') },
      },
      async handler({ query }) {
        for (const name of ['from', 'to'] as const) if (query[name]) checkDay(`/${name}`, query[name]);
        return { items: await searchTerms.report(query), nextCursor: null };
      },
    }),
  ];
}

function checkDay(path: string, day: string): void {
  const parsed = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== day) failField(path, 'invalid', 'There is no such day.');
}
