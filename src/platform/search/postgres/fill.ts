import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Database, Tx } from '../../postgres/index.ts';
import type { SearchDocument } from '../search.ts';
import { termsBytes } from './analysis.ts';
import { copyHead, copyTail, field, int4, int4Array, int8, rowOfColumns, text, timestamptz } from './binary.ts';
import { lockWrites } from './scopes.ts';
import { addToTally, emptyTally, type TallyPart } from './tally.ts';
import type { Values } from './values.ts';
import { type Row, rowOf } from './write.ts';

/** Writes documents into the tables of a rebuild, and counts on the way. */
export type Filler = {
  analyse(documents: readonly SearchDocument[]): Promise<Row[]>;
  /** How many were taken: those that a live change has written already are left alone. `alone`: nobody can have. */
  write(rows: readonly Row[], options?: { alone?: boolean }): Promise<number>;
  tally: TallyPart;
};

export function createFiller(db: Database, values: Values, scopes: readonly string[]): Filler {
  const tally = emptyTally();
  return {
    tally,
    async analyse(documents) {
      await values.intern(documents);
      return documents.map((document) => rowOf(document, values, scopes, termsBytes));
    },
    async write(rows, { alone = false } = {}) {
      const taken = await db.transaction(
        async (tx) => {
          await tx.exec('set local synchronous_commit = off');
          const news = alone ? rows : await unwritten(tx, rows);
          await copyAll(tx, news);
          return news;
        },
        { statementTimeoutMs: 0 },
      );
      addToTally(tally, taken);
      return taken.length;
    },
  };
}

/** Live changes wait meanwhile: they write to these tables as well. */
async function unwritten(tx: Tx, rows: readonly Row[]): Promise<Row[]> {
  await tx.query(lockWrites);
  const there = await tx.query<{ id: number }>({ name: '', text: idsThere }, [rows.map(({ id }) => id)]);
  const known = new Set(there.map(({ id }) => id));
  return rows.filter(({ id }) => !known.has(id));
}

const idsThere = 'select id from search_document_next where id = any($1::bigint[])';

const [two, three, seven] = [rowOfColumns(2), rowOfColumns(3), rowOfColumns(7)];

async function copyAll(tx: Tx, rows: readonly Row[]): Promise<void> {
  let [documents, texts, stored, entries] = ['', '', '', ''];
  for (const row of rows) {
    const id = int8(row.id);
    documents += two + id + int8(row.version);
    for (const { language, terms, stored: json } of row.texts) {
      const head = three + text(language) + id;
      texts += head + field(terms);
      stored += head + text(json);
    }
    for (const { segment, facets, price, createdAt, popularity, offer } of row.entries)
      entries += seven + text(segment) + id + int8(price) + timestamptz(createdAt) + int4(popularity) + int4Array(facets) + text(offer);
  }
  await copy(tx, 'search_document_next (id, version)', documents);
  await copy(tx, 'search_text_next (language, id, terms)', texts);
  await copy(tx, 'search_stored_next (language, id, stored)', stored);
  await copy(tx, 'search_entry_next (segment, id, price, created_at, popularity, facets, offer)', entries);
}

/** `rows` as `binary.ts` makes them. */
async function copy(tx: Tx, into: string, rows: string): Promise<void> {
  if (rows === '') return;
  const stream = tx.copyFrom(`copy ${into} from stdin (format binary)`);
  const done = finished(stream);
  done.catch(() => undefined);
  if (!stream.write(Buffer.from(copyHead + rows + copyTail, 'latin1'))) await Promise.race([once(stream, 'drain'), done]);
  stream.end();
  await done;
}
