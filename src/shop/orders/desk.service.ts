import type { Clock } from '../../kernel/clock.ts';
import type { Persons } from '../accounts/index.ts';
import type { Credit } from '../credit/index.ts';
import type { Invoices } from '../invoices/index.ts';
import type { Payments } from '../payments/index.ts';
import type { Redemptions } from '../promotions/index.ts';
import type { AdditionStore } from './addition.store.ts';
import { createAddresses } from './address.service.ts';
import { createDocuments } from './document.service.ts';
import { createEdits } from './edit.service.ts';
import { createNotes } from './note.service.ts';
import { createCaptures } from './order-capture.service.ts';
import { createOrderChanges } from './order-change.service.ts';
import type { OrderChangeStore } from './order-change.store.ts';
import type { OrderReading } from './order-reading.service.ts';
import { createParcels } from './parcel.service.ts';
import type { ParcelStore } from './parcel.store.ts';
import { createRefunding } from './refunding.service.ts';
import { createReturns } from './return.service.ts';
import type { ReturnStore } from './return.store.ts';
import { createWithdrawals } from './withdrawal.service.ts';

export type Desk = ReturnType<typeof createDesk>;

/** Everything that happens to an order after it was placed, each in one transaction under the order's lock. */
export function createDesk(deps: {
  changes: OrderChangeStore;
  parcels: ParcelStore;
  returns: ReturnStore;
  additions: AdditionStore;
  reading: OrderReading<unknown>;
  persons: Persons;
  invoices: Invoices;
  payments: Payments;
  redemptions: Redemptions;
  credit: Credit;
  clock?: Clock;
}) {
  const { persons, invoices, payments, redemptions, credit, reading, clock } = deps;
  const changes = createOrderChanges({
    store: deps.changes,
    persons,
    invoices,
    payments,
    redemptions,
    credit,
    ...(clock ? { clock } : {}),
  });
  const returns = createReturns({ changes, store: deps.returns, orders: deps.changes });
  const captures = createCaptures({ changes, store: deps.changes, payments });
  return {
    captures,
    parcels: createParcels({ changes, store: deps.parcels, captures }),
    money: createRefunding({ changes, store: deps.changes }),
    returns,
    edits: createEdits({ changes, orders: deps.changes, additions: deps.additions, returns: deps.returns }),
    withdrawals: createWithdrawals({ reading, returns }),
    addresses: createAddresses({ changes, store: deps.changes, persons }),
    notes: createNotes({ changes, store: deps.changes, persons }),
    documents: createDocuments({ changes, invoices, reading }),
  };
}
