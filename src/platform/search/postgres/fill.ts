import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Database, Tx } from '../../postgres/index.ts';
import type { SearchDocument } from '../search.ts';
import { copyHead, copyTail } from './binary.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { type PackedDocument, packed } from './pack.ts';
import { lockWrites } from './scopes.ts';
import { type Counted, countedWords, createTally, type RunReader, type TallyPiece, type WordCounts } from './tally.ts';
import type { Values } from './values.ts';

/** Rows of documents by table, as the server takes them. */
export type Pack = { documents: number; rows: Readonly<Record<keyof typeof TABLES, Buffer>> };

/** What a filler has counted: words, and how many runs of scopes it has put aside under its name. May be sent to another thread. */
export type TallyPart = { name: string; runs: number; words: WordCounts };

/** Writes documents into the tables of a rebuild, and counts on the way. */
export type Filler = {
  /** For documents that nobody else can have written: counted at once, to be written by `writePacks`. */
  pack(documents: readonly SearchDocument[]): Promise<Pack>;
  writePacks(packs: readonly Pack[]): Promise<void>;
  /** As rows, to be written by `write`. */
  analyse(documents: readonly SearchDocument[]): Promise<PackedDocument[]>;
  /** How many were taken: those that a live change has written already are left alone. */
  write(documents: readonly PackedDocument[]): Promise<number>;
  /** The last call: puts aside what has been counted. */
  end(): Promise<TallyPart>;
};

const TABLES = {
  document: 'search_document_next (id, version)',
  text: 'search_text_next (language, id, terms)',
  stored: 'search_stored_next (language, id, stored)',
  entry: 'search_entry_next (segment, id, price, created_at, popularity, facets, offer)',
} as const;

/** @param name of its own among those who fill the same tables */
export function createFiller(db: Database, values: Values, { scopes, name = '' }: { scopes: readonly string[]; name?: string }): Filler {
  const tally = createTally();
  const dictionaries = new Map<string, Dictionary>();
  const dictionaryOf = (language: string) => {
    const known = dictionaries.get(language) ?? createDictionary(language);
    dictionaries.set(language, known);
    return known;
  };

  async function analyse(documents: readonly SearchDocument[]): Promise<PackedDocument[]> {
    await values.intern(documents);
    return documents.map((document) => packed(document, { values, scopes, dictionaryOf }));
  }

  async function filled(work: (tx: Tx) => Promise<void>): Promise<void> {
    await db.transaction(
      async (tx) => {
        await tx.exec('set local synchronous_commit = off');
        await work(tx);
      },
      { statementTimeoutMs: 0 },
    );
  }

  /** Kept in memory until a transaction is open anyway. */
  const count = (each: Counted) => tally.add(each);
  const putAside = async (tx: Tx, pieces: readonly TallyPiece[]) => {
    for (const { run, place, bytes } of pieces) await tx.query(putPiece, [name, run, place, bytes]);
  };

  return {
    async pack(documents) {
      const rows = await analyse(documents);
      for (const row of rows) count(row);
      return packOf(rows);
    },
    async writePacks(packs) {
      await filled(async (tx) => {
        for (const table of tableNames)
          await copy(
            tx,
            TABLES[table],
            packs.map(({ rows }) => rows[table]),
          );
        await putAside(tx, tally.taken());
      });
    },
    analyse,
    async write(documents) {
      let taken: readonly PackedDocument[] = [];
      await filled(async (tx) => {
        taken = await unwritten(tx, documents);
        const { rows } = packOf(taken);
        for (const table of tableNames) await copy(tx, TABLES[table], [rows[table]]);
      });
      for (const each of taken) count(each);
      return taken.length;
    },
    async end() {
      const pieces = tally.taken({ all: true });
      await filled((tx) => putAside(tx, pieces));
      return { name, runs: tally.runs(), words: countedWords(dictionaries) };
    },
  };
}

const tableNames = Object.keys(TABLES) as (keyof typeof TABLES)[];

function packOf(rows: readonly PackedDocument[]): Pack {
  let [document, text, stored, entry] = ['', '', '', ''];
  for (const row of rows) {
    document += row.document;
    text += row.text;
    stored += row.stored;
    entry += row.entry;
  }
  const bytes = (rows: string) => Buffer.from(rows, 'latin1');
  return { documents: rows.length, rows: { document: bytes(document), text: bytes(text), stored: bytes(stored), entry: bytes(entry) } };
}

/** Live changes wait meanwhile: they write to these tables as well. */
async function unwritten(tx: Tx, rows: readonly PackedDocument[]): Promise<PackedDocument[]> {
  await tx.query(lockWrites);
  const there = await tx.query<{ id: number }>({ name: '', text: idsThere }, [rows.map(({ id }) => id)]);
  const known = new Set(there.map(({ id }) => id));
  return rows.filter(({ id }) => !known.has(id));
}

const idsThere = 'select id from search_document_next where id = any($1::bigint[])';

const [head, tail] = [Buffer.from(copyHead, 'latin1'), Buffer.from(copyTail, 'latin1')];

/** `rows` as `binary.ts` makes them. */
async function copy(tx: Tx, into: string, rows: readonly Buffer[]): Promise<void> {
  if (rows.every(({ length }) => length === 0)) return;
  const stream = tx.copyFrom(`copy ${into} from stdin (format binary)`);
  const done = finished(stream);
  done.catch(() => undefined);
  if (!stream.write(Buffer.concat([head, ...rows, tail]))) await Promise.race([once(stream, 'drain'), done]);
  stream.end();
  await done;
}

/** Reads what a filler has put aside. */
export function runsOf(tx: Tx, { name, runs }: TallyPart): RunReader[] {
  return Array.from({ length: runs }, (_, run) => async (place: number) => {
    const [row] = await tx.query<{ bytes: Buffer }>(pieceAside, [name, run, place]);
    return row?.bytes ?? null;
  });
}

const putPiece = { name: '', text: 'insert into search_tally_next (name, run, place, bytes) values ($1, $2, $3, $4)' };
const pieceAside = { name: '', text: 'select bytes from search_tally_next where name = $1 and run = $2 and place = $3' };
