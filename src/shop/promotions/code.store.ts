import { type Database, sql } from '../../platform/postgres/index.ts';

/** Those that exist already, of this or another promotion, are left out. */
const inserted = sql(
  'promotion_code.inserted',
  `insert into promotion_code (code, promotion_id, limit_total, created_at)
   select code, $2, $3, $4 from unnest($1::text[]) as g(code) on conflict (code) do nothing returning code`,
);

const page = sql(
  'promotion_code.page',
  `select c.code, c.limit_total as "limitTotal", c.created_at as "createdAt",
     (select count(*)::int from redemption r where r.promotion_id = c.promotion_id and r.code = c.code and r.status in ('held', 'consumed')) as used
   from promotion_code c where c.promotion_id = $1 and c.code > $2 order by c.code limit $3`,
);

const deleted = sql('promotion_code.deleted', 'delete from promotion_code where promotion_id = $1 and code = $2 returning code');

export type StoredCode = { code: string; limitTotal: number | null; used: number; createdAt: Date };

export type CodeStore = ReturnType<typeof codeStore>;

export function codeStore(db: Database) {
  return {
    async insert(promotionId: string, codes: readonly string[], limitTotal: number | null, at: Date): Promise<string[]> {
      const rows = await db.alone<{ code: string }>(inserted, [codes, promotionId, limitTotal, at]);
      return rows.map(({ code }) => code);
    },
    page: (promotionId: string, after: string, limit: number) => db.query<StoredCode>(page, [promotionId, after, limit]),
    delete: async (promotionId: string, code: string) => (await db.query(deleted, [promotionId, code])).length === 1,
  };
}
