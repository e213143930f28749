import { finished } from 'node:stream/promises';
import { type Database, sql } from '../../postgres/index.ts';
import { type Columns, createColumns } from '../embedded/columns.ts';
import { createRowReader } from './copied-rows.ts';

/** Which state of the index something was read from. `generation` rises with every rebuild, `version` with every write. */
export type Mark = { generation: number; version: number };

export type Mirror = {
  /** The columns of the segment with the state of the index that they hold, or null while they are being loaded. */
  of(segment: string): (Mark & { columns: Columns }) | null;
  /** Waits for a load that is under way; for tests. */
  loaded(segment: string): Promise<void>;
  /** Brings the columns up to the mark; false when they have to be loaded anew. */
  catchUp(segment: string, mark: Mark): Promise<boolean>;
};

/** More than this stays with the database alone: about 100 bytes a document and segment. */
const mostDocuments = 2_000_000;
/** More changes than this are a load's worth. */
const mostChanges = 20_000;
/** After a failed load, and for an index too large. */
const againAfterMs = 30_000;

type Kept = Mark & { columns: Columns; catching: Promise<void> | null };

/** Columns of search_entry in this process, a segment each, loaded when it is first browsed and kept up by what was written since. */
export function createMirror(db: Database): Mirror {
  const kept = new Map<string, Kept>();
  const loading = new Map<string, Promise<void>>();
  const notBefore = new Map<string, number>();

  function load(segment: string): void {
    if (loading.has(segment) || performance.now() < (notBefore.get(segment) ?? 0)) return;
    const later = () => void notBefore.set(segment, performance.now() + againAfterMs);
    const load = readAll(db, segment)
      .then((read) => (read ? void kept.set(segment, { ...read, catching: null }) : later()), later)
      .finally(() => loading.delete(segment));
    loading.set(segment, load);
  }

  async function advance(segment: string, it: Kept): Promise<void> {
    const rows = await db.query<Change>(changedSince, [segment, it.version, mostChanges]);
    const head = rows[0]!;
    if (head.generation !== it.generation || rows.length > mostChanges) {
      kept.delete(segment);
      load(segment);
      return;
    }
    for (const { id, price, popularity, created, facets } of rows) {
      if (id === null) continue;
      if (price === null) it.columns.remove(id);
      else it.columns.put({ id, price, popularity: popularity!, createdAtMs: created!, values: facets! });
    }
    it.version = head.version;
  }

  return {
    of(segment) {
      const it = kept.get(segment);
      if (!it) load(segment);
      return it ?? null;
    },
    loaded: async (segment) => loading.get(segment),
    async catchUp(segment, mark) {
      for (;;) {
        const it = kept.get(segment);
        if (!it) return false;
        if (it.generation === mark.generation && it.version >= mark.version) return true;
        it.catching ??= advance(segment, it).finally(() => {
          it.catching = null;
        });
        await it.catching;
      }
    },
  };
}

type Change = Mark & {
  id: number | null;
  price: number | null;
  popularity: number | null;
  created: number | null;
  facets: number[] | null;
};

/** One snapshot of the segment by rising id; null when there is too much of it. */
async function readAll(db: Database, segment: string): Promise<(Mark & { columns: Columns }) | null> {
  return db.transaction(
    async (tx) => {
      const [mark] = await tx.query<Mark>(stateNow);
      const columns = createColumns();
      const reader = createRowReader((row) => columns.put(row));
      const stream = tx.copyTo(
        `copy (select id, price, popularity, (extract(epoch from created_at) * 1000)::bigint, facets
               from search_entry where segment = '${segment.replaceAll("'", "''")}' order by id) to stdout (format binary)`,
      );
      stream.on('data', (chunk: Buffer) => {
        // What is too much is read to the end all the same: the connection is used again.
        if (columns.size() <= mostDocuments) reader.read(chunk);
      });
      await finished(stream);
      return columns.size() > mostDocuments ? null : { ...mark!, columns };
    },
    { isolation: 'repeatable read', readOnly: true, statementTimeoutMs: 0 },
  );
}

const stateNow = sql('search.state', 'select generation, version from search_state');

/** $2 the version known, $3 most rows. One row at least, with the state that the rows belong to. */
const changedSince = sql(
  'search.changed_since',
  `select s.generation, s.version, d.id, e.price, e.popularity, (extract(epoch from e.created_at) * 1000)::bigint as created, e.facets
   from search_state s
   left join lateral (select id from search_document where changed > 0 and changed > $2 limit $3 + 1) d on true
   left join search_entry e on e.id = d.id and e.segment = $1`,
);
