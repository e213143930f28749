import { json, type Queryable, sql } from '../../platform/postgres/index.ts';

export type ImportCounts = { created: number; updated: number; unchanged: number; refused: number; notes: number };

export type JournalEntry = { position: number; counts: ImportCounts; finished: boolean };

/** Takes over what an earlier run of the same file left; a finished file starts again. */
const claimed = sql(
  'catalog.import_claimed',
  `insert into catalog_import as i (fingerprint, name, run, counts) values ($1, $2, $3, $4::jsonb)
   on conflict (fingerprint) do update set run = excluded.run, name = excluded.name, updated_at = now(),
     position = case when i.finished_at is null and not $5::boolean then i.position else 0 end,
     counts = case when i.finished_at is null and not $5::boolean then i.counts else excluded.counts end,
     started_at = case when i.finished_at is null and not $5::boolean then i.started_at else now() end, finished_at = null
   returning position, counts`,
);
const moved = sql(
  'catalog.import_moved',
  `update catalog_import set position = $3, counts = $4::jsonb, updated_at = now(), finished_at = case when $5::boolean then now() end
   where fingerprint = $1 and run = $2 returning true`,
);

export const importJournal = {
  async claim(db: Queryable, entry: { fingerprint: Buffer; name: string; run: string; counts: ImportCounts; afresh: boolean }) {
    const rows = await db.query<{ position: number; counts: ImportCounts }>(claimed, [
      entry.fingerprint,
      entry.name,
      entry.run,
      json(entry.counts),
      entry.afresh,
    ]);
    return rows[0]!;
  },
  /** False when another run of the same file has taken the row over. */
  async move(
    tx: Queryable,
    entry: { fingerprint: Buffer; run: string; position: number; counts: ImportCounts; finished: boolean },
  ): Promise<boolean> {
    const values = [entry.fingerprint, entry.run, entry.position, json(entry.counts), entry.finished];
    return (await tx.query(moved, values)).length === 1;
  },
};
