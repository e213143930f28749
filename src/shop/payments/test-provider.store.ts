import { type Database, sql } from '../../platform/postgres/index.ts';

export type ChargeRow = {
  key: string;
  reference: string;
  amount: number;
  currency: string;
  status: 'authorized' | 'captured' | 'declined' | 'voided';
  declineCode: string | null;
  refunded: number;
};

const COLUMNS = `idempotency_key as key, reference, amount, currency, status, decline_code as "declineCode", refunded`;

const inserted = sql(
  'test_provider.inserted',
  `insert into test_provider_charge (idempotency_key, reference, amount, currency, status, decline_code)
   values ($1, $2, $3, $4, $5, $6) on conflict (idempotency_key) do nothing`,
);
const byKey = sql('test_provider.by_key', `select ${COLUMNS} from test_provider_charge where idempotency_key = $1`);
const moved = sql(
  'test_provider.moved',
  `update test_provider_charge set status = $2 where idempotency_key = $1 and status = 'authorized' returning ${COLUMNS}`,
);
const refundByKey = sql('test_provider.refund_by_key', 'select reference from test_provider_refund where idempotency_key = $1');
const lockedCharge = sql('test_provider.locked_charge', `select ${COLUMNS} from test_provider_charge where reference = $1 for update`);
const refundInserted = sql(
  'test_provider.refund_inserted',
  'insert into test_provider_refund (idempotency_key, charge, amount, reference) values ($1, $2, $3, $4)',
);
const refunded = sql('test_provider.refunded', 'update test_provider_charge set refunded = refunded + $2 where reference = $1');

export type TestProviderStore = ReturnType<typeof testProviderStore>;

export function testProviderStore(db: Database) {
  const find = async (key: string) => (await db.query<ChargeRow>(byKey, [key]))[0] ?? null;
  return {
    byKey: find,
    async insertOnce(row: Omit<ChargeRow, 'refunded'>): Promise<ChargeRow> {
      await db.query(inserted, [row.key, row.reference, row.amount, row.currency, row.status, row.declineCode]);
      return (await find(row.key))!;
    },
    /** Moves an authorised charge on; any other stays as it is. */
    async move(key: string, status: 'captured' | 'voided'): Promise<ChargeRow | null> {
      return (await db.query<ChargeRow>(moved, [key, status]))[0] ?? (await find(key));
    },
    /** Null when the charge cannot bear it. */
    refundOnce(refund: { key: string; charge: string; amount: number; reference: string }): Promise<{ reference: string } | null> {
      return db.transaction(async (tx) => {
        const [charge] = await tx.query<ChargeRow>(lockedCharge, [refund.charge]);
        const [before] = await tx.query<{ reference: string }>(refundByKey, [refund.key]);
        if (before) return before;
        if (charge?.status !== 'captured' || charge.refunded + refund.amount > charge.amount) return null;
        await tx.query(refundInserted, [refund.key, refund.charge, refund.amount, refund.reference]);
        await tx.query(refunded, [refund.charge, refund.amount]);
        return { reference: refund.reference };
      });
    },
  };
}
