import { ERRORS, type ErrorCode, type FieldFault, ShopError } from '../../kernel/errors.ts';

/** RFC 9457 problem details, with our stable code, the trace id and one entry for each faulty field. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  traceId: string;
  errors?: readonly FieldFault[];
};

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export function problemOf(error: ShopError, request: { url: string; traceId: string }): Problem {
  return {
    type: `/api/docs#${error.code}`,
    title: ERRORS[error.code].title,
    status: error.status,
    detail: error.detail,
    // The path alone: a query may hold what a visitor typed.
    instance: request.url.split('?', 1)[0] ?? '/',
    code: error.code,
    traceId: request.traceId,
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
  };
}

/** Any thrown thing as the error that the caller sees. What we do not know is our own fault: 500, and nothing of it is told. */
export function toShopError(error: unknown): ShopError {
  if (error instanceof ShopError) return error;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const known = typeof code === 'string' ? FRAMEWORK_CODES[code] : undefined;
  if (known) return new ShopError(known, undefined, { cause: error });
  // Class 22 is "data exception": a value that the column cannot hold, in spite of the schema.
  if (typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code)) {
    return new ShopError('bad_request', 'A value lies outside of what can be stored.', { cause: error });
  }
  if (statusCode === 400) return new ShopError('bad_request', undefined, { cause: error });
  return new ShopError('internal', undefined, { cause: error });
}

const FRAMEWORK_CODES: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
  FST_ERR_BAD_URL: 'bad_request',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
  FST_ERR_VALIDATION: 'payload_invalid',
  ECONNREFUSED: 'unavailable',
};
