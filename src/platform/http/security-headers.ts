/** Headers of every answer, whatever it is; a route may set its own Content-Security-Policy and resource policy over them. */
export function securityHeaders(options: { https: boolean }): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(self)',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(options.https ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}

/** For answers that are no page: nothing may be loaded from them, and no one may frame them. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Others whom a page needs: origins for scripts, for what those ask, and for frames. */
export type ForeignSources = { scripts: readonly string[]; connects: readonly string[]; frames: readonly string[] };

/**
 * For pages: our own files, and the inline scripts and styles whose hashes are given. Hashes rather than nonces, since a
 * cached page is the same bytes for everyone.
 */
export function pagePolicy(
  inline: { scripts?: readonly string[]; styles?: readonly string[]; foreign?: ForeignSources | null | undefined } = {},
): string {
  const quote = (hashes: readonly string[] = []) => hashes.map((hash) => ` '${hash}'`).join('');
  const { foreign } = inline;
  const also = (hosts: readonly string[] = []) => hosts.map((host) => ` ${host}`).join('');
  return [
    "default-src 'none'",
    `script-src 'self'${also(foreign?.scripts)}${quote(inline.scripts)}`,
    `style-src 'self'${quote(inline.styles)}`,
    "img-src 'self' data:",
    "media-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${also(foreign?.connects)}`,
    ...(foreign ? [`frame-src${also(foreign.frames)}`] : []),
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
