import { fileURLToPath } from 'node:url';
import { migrateJobs } from '../platform/jobs/index.ts';
import { migrate } from '../platform/postgres/index.ts';
import type { Command } from './command.ts';

export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

export const command: Command = {
  name: 'migrate',
  summary: 'Brings the database schema up to this version.',
  usage: '[--dry-run]',
  help: 'The start of the shop does the same. Safe to run several times and from several machines at once.',
  options: { 'dry-run': { type: 'boolean', about: 'Only tell which migrations would be applied.' } },
  run: async (context) => {
    const dryRun = context.flag('dry-run');
    const db = await context.database();
    const applied = await migrate(db, { folder: migrationsFolder, dryRun, report: context.note });
    // The queue of jobs keeps its own tables: a shop that runs under a lesser role could not make them.
    if (!dryRun) await migrateJobs(db);
    if (applied.length === 0) context.print('The database is up to date.');
    else if (dryRun) for (const { name, kind } of applied) context.print(`Would apply ${name} (${kind})`);
    else context.print(`Applied ${applied.length === 1 ? 'one migration' : `${applied.length} migrations`}.`);
    return 0;
  },
};
