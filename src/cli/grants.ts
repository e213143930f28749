import type { Command } from './command.ts';
import { UsageError } from './command.ts';

/** What is only ever added to: books, stock movements, what happened to orders and payments. */
export const APPEND_ONLY = ['ledger_transaction', 'stock_movement', 'order_event', 'payment_event'] as const;

export const command: Command = {
  name: 'grants',
  summary: 'Prints the SQL that gives a database role what the shop needs, and no more.',
  usage: 'ROLE',
  help: `Run it as the owner of the tables, after every migration: stoa grants shop | psql OWNERS-DATABASE-URL. The shop then runs with DATABASE_URL of that role; \`stoa migrate\`, \`stoa seed\` and \`stoa reindex\` with the owner's. Refused to the role: changing or deleting rows of ${APPEND_ONLY.join(', ')}, emptying tables, and changing the schema.`,
  mostArguments: 1,
  run: async ({ arguments: [role], print }) => {
    if (role === undefined || !/^[a-z_][a-z0-9_]{0,62}$/.test(role))
      throw new UsageError('Name the role: lower case letters, digits and _.');
    print(grantsFor(role));
    return 0;
  },
};

/** Repeatable. Jobs have tables of their own, in a schema of their own. */
export function grantsFor(role: string): string {
  return [
    `grant usage on schema public to ${role};`,
    `grant select, insert, update, delete on all tables in schema public to ${role};`,
    `grant usage, select on all sequences in schema public to ${role};`,
    `grant execute on all functions in schema public to ${role};`,
    `revoke update, delete, truncate on ${APPEND_ONLY.join(', ')} from ${role};`,
    `revoke create on schema public from ${role};`,
    `do $$ begin
  if exists (select 1 from pg_namespace where nspname = 'graphile_worker') then
    grant usage on schema graphile_worker to ${role};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${role};
    grant usage, select on all sequences in schema graphile_worker to ${role};
    grant execute on all functions in schema graphile_worker to ${role};
  end if;
end $$;`,
  ].join('\n');
}
