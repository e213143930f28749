/** Which of the mounted addresses a path matches, whatever the method: for 405 and its Allow header. Only asked when no route answered. */
export function createPathTable(routes: readonly { url: string; methods: readonly string[] }[]) {
  const patterns = routes.map(({ url, methods }) => ({ form: toPattern(url), methods }));
  return {
    methodsAt(path: string): string[] {
      const found = new Set<string>();
      for (const { form, methods } of patterns) if (form.test(path)) for (const method of methods) found.add(method);
      if (found.has('GET')) found.add('HEAD');
      if (found.size > 0) found.add('OPTIONS');
      return [...found].sort();
    },
  };
}

/** `/api/products/:handle` with parameters filled in, each encoded in the one way we use: `/eu/en/c/%63ups` and `/eu/en/c/cups` become one. */
export function fillPath(url: string, params: Readonly<Record<string, string>>): string {
  return url.replace(/:([A-Za-z]+)|\*/g, (_, name: string | undefined) =>
    name === undefined ? (params['*'] ?? '').split('/').map(encodeURIComponent).join('/') : encodeURIComponent(params[name] ?? ''),
  );
}

/** `/api/products/:handle` -> `/api/products/{handle}` */
export function toTemplate(url: string): string {
  return url.replace(/:([A-Za-z]+)/g, '{$1}');
}

function toPattern(url: string): RegExp {
  const escaped = url
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:[A-Za-z]+/g, '[^/]+')
    .replace(/\*/g, '.*');
  return new RegExp(`^${escaped}$`);
}
