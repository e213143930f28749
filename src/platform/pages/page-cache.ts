/** A finished page before it is encoded. `tags` name everything that it shows (`product:7`, `category:3`, `theme`). */
export type Rendered = {
  status: number;
  /** Lower-case names. Content-Type, ETag, Vary, Content-Encoding, Surrogate-Key and the security headers are added by the sender. */
  headers: Readonly<Record<string, string>>;
  body: string;
  tags: readonly string[];
  /** Hashes (`sha256-...`) of the inline scripts and styles in the body, for the Content-Security-Policy. */
  csp?: { scripts?: readonly string[]; styles?: readonly string[] };
};
