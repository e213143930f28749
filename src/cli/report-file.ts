import { mkdir, open, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ReportRow } from '../shop/catalog/index.ts';

export type ReportFile = {
  path: string;
  /** Keeps the rows of an earlier run up to this item. */
  resume(items: number): Promise<void>;
  /** Rows of a batch that is about to be committed; they replace those of an attempt that was not. */
  put(rows: readonly ReportRow[]): Promise<void>;
  /** The batch is committed. */
  settle(): void;
  isEmpty(): boolean;
  close(): Promise<void>;
};

/** The report of an import, beside its file, or in the data folder when nothing can be written there. */
export async function openReport(inputPath: string, dataDir: string, note: (line: string) => void): Promise<ReportFile> {
  const beside = `${inputPath}.report.jsonl`;
  try {
    return await reportAt(beside);
  } catch (error) {
    const folder = join(dataDir, 'reports');
    const path = join(folder, `${basename(inputPath)}.report.jsonl`);
    note(`${beside} cannot be written (${(error as { code?: string }).code}); the report goes to ${path}.`);
    await mkdir(folder, { recursive: true });
    return reportAt(path);
  }
}

async function reportAt(path: string): Promise<ReportFile> {
  const file = await open(path, 'a+');
  await file.close();
  const handle = await open(path, 'r+');
  let settled = 0;
  let pending = 0;

  const write = async (rows: readonly ReportRow[]) => {
    const bytes = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await handle.truncate(settled);
    if (bytes.length > 0) await handle.write(bytes, 0, bytes.length, settled);
    pending = bytes.length;
  };

  return {
    path,
    async resume(items) {
      const kept = items === 0 ? [] : (await readFile(path, 'utf8')).split('\n').flatMap((line) => rowOf(line, items));
      await write(kept);
      settled = pending;
      pending = 0;
    },
    put: write,
    settle() {
      settled += pending;
      pending = 0;
    },
    isEmpty: () => settled + pending === 0,
    async close() {
      await handle.truncate(settled);
      await handle.close();
      if (settled === 0) await (await import('node:fs/promises')).rm(path, { force: true });
    },
  };
}

function rowOf(line: string, items: number): ReportRow[] {
  try {
    const row = JSON.parse(line) as ReportRow;
    return row.item <= items ? [row] : [];
  } catch {
    return [];
  }
}
