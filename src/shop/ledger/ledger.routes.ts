import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { decodeCursor, encodeCursor } from '../../kernel/page.ts';
import { listOf, pageQuery, type Route, route } from '../../platform/http/index.ts';
import type { LedgerReading } from './ledger.service.ts';

const Amount = Type.Integer({ description: 'Minor units; debit positive, credit negative.' });

const TransactionSchema = Type.Object(
  {
    id: Type.Integer(),
    kind: Type.String(),
    reference: Type.String(),
    currency: Type.String(),
    at: Type.String({ format: 'date-time' }),
    entries: Type.Array(Type.Object({ account: Type.String(), amount: Amount }, { additionalProperties: false })),
  },
  { $id: 'LedgerTransaction', additionalProperties: false },
);

const BalanceSchema = Type.Object(
  { account: Type.String(), currency: Type.String(), amount: Amount },
  { $id: 'LedgerBalance', additionalProperties: false },
);

const tags = ['Staff: ledger'];

export function ledgerRoutes({ ledger }: { ledger: LedgerReading }): Route[] {
  return [
    route({
      method: 'GET',
      url: '/api/staff/ledger',
      access: { staff: 'orders:read' },
      summary: 'List the transactions of the ledger, latest first',
      tags,
      operationId: 'listLedger',
      schema: {
        query: Type.Object(
          {
            ...pageQuery,
            reference: Type.Optional(
              Type.String({ minLength: 1, maxLength: 200, description: 'Of one thing, e.g. `order:ID` or `payment:ID`.' }),
            ),
            account: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: listOf(TransactionSchema, 'LedgerPage') },
      },
      async handler({ query: { cursor, limit = 24, reference = null, account = null } }) {
        const before = cursor === undefined ? null : Number(decodeCursor(cursor, 1)[0]);
        if (before !== null && !Number.isSafeInteger(before)) fail('payload_invalid', 'The cursor is not one that this list gave out.');
        const items = await ledger.page({ before, reference, account, limit: limit + 1 });
        const shown = items.slice(0, limit).map((item) => ({ ...item, at: item.at.toISOString() }));
        const last = shown.at(-1);
        return { items: shown, nextCursor: items.length > limit && last ? encodeCursor([last.id]) : null };
      },
    }),
    route({
      method: 'GET',
      url: '/api/staff/ledger/balances',
      access: { staff: 'orders:read' },
      summary: 'Balances of all accounts',
      tags,
      operationId: 'listLedgerBalances',
      schema: { response: { 200: listOf(BalanceSchema, 'LedgerBalances') } },
      handler: async () => ({ items: await ledger.balances(), nextCursor: null }),
    }),
  ];
}
