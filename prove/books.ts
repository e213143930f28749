import type { Breaches, Inside } from './stage.ts';

type Check = { about: string; text: string };

/** What must hold in the database whenever nothing is under way. Each statement lists what does not. */
const CHECKS: readonly Check[] = [
  {
    about: 'stock is the sum of its movements',
    text: `select l.variant_id::text as what from stock_level l
      left join (select variant_id, location_id, sum(quantity) as quantity from stock_movement group by 1, 2) m using (variant_id, location_id)
      where l.on_hand <> coalesce(m.quantity, 0)`,
  },
  {
    about: 'what is held of a variant is what open reservations hold',
    text: `select l.variant_id::text as what from stock_level l
      left join (select r.variant_id, r.location_id, sum(r.quantity) as quantity from reservation_line r
        join reservation h on h.id = r.reservation_id and h.status = 'held' group by 1, 2) r using (variant_id, location_id)
      where l.reserved <> coalesce(r.quantity, 0)`,
  },
  {
    about: 'nothing was sold below zero',
    text: `select l.variant_id::text as what from stock_level l join variant v on v.id = l.variant_id
      where not v.backorder and (l.on_hand < 0 or l.on_hand < l.reserved)`,
  },
  {
    about: 'one checkout is one order',
    text: 'select checkout_id::text as what from customer_order group by checkout_id having count(*) > 1',
  },
  {
    about: 'one checkout is charged once',
    text: `select checkout_id::text as what from payment where status = 'captured' group by checkout_id having count(*) > 1`,
  },
  {
    about: 'a charge that was kept has an order',
    text: `select p.id::text as what from payment p
      where p.status in ('authorized', 'captured') and not exists (select 1 from customer_order o where o.checkout_id = p.checkout_id)
        and not exists (select 1 from refund r where r.payment_id = p.id)`,
  },
  {
    about: 'an order that was paid has its charge',
    text: `select o.number as what from customer_order o join payment p on p.id = o.payment_id
      where p.status not in ('captured', 'refunded')`,
  },
  {
    about: 'an order has its sale in the stock book',
    text: `select o.number as what from customer_order o
      where exists (select 1 from order_line l join variant v on v.id = l.variant_id where l.order_id = o.id and v.track_stock)
        and not exists (select 1 from stock_movement m where m.reference = 'order:' || o.id and m.reason = 'sale')`,
  },
  {
    about: 'every transaction of the ledger sums to zero',
    text: 'select transaction_id::text as what from ledger_entry group by transaction_id having sum(amount) <> 0',
  },
  {
    about: "the buyers' account is even: what was sold is paid, what we owed is paid out",
    text: `select currency || ' ' || sum(amount) as what from ledger_entry where account = 'customer' group by currency having sum(amount) <> 0`,
  },
  {
    about: 'the ledger has of each provider what the payments say',
    text: `select coalesce(l.account, p.account) || ' ' || coalesce(l.amount, 0) || ' against ' || coalesce(p.amount, 0) as what
      from (select account, currency, sum(amount) as amount from ledger_entry where account like 'clearing:%' group by 1, 2) l
      full join (select 'clearing:' || provider as account, currency, sum(captured_amount - refunded_amount) as amount from payment group by 1, 2) p
        using (account, currency)
      where coalesce(l.amount, 0) <> coalesce(p.amount, 0)`,
  },
  {
    about: 'gift cards and store credit are worth their entries',
    text: `select a.id::text as what from credit_account a
      left join (select account_id, sum(amount) as amount from credit_entry group by 1) e on e.account_id = a.id
      where a.balance <> coalesce(e.amount, 0)`,
  },
];

/** Reads the books; every breach names what it is about. */
export async function booksBreaches(inside: Inside): Promise<Breaches> {
  const breaches: string[] = [];
  for (const { about, text } of CHECKS) {
    const rows = await inside.query<{ what: string }>(`${text} limit 100`);
    if (rows.length > 0) breaches.push(`not so: ${about} (${rows.length === 100 ? '100 or more' : rows.length}, such as ${rows[0]!.what})`);
  }
  return breaches;
}
