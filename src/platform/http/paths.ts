/** Which of the mounted addresses a path matches, whatever the method: for 405 and its Allow header. Only asked when no route answered. */
export function createPathTable(routes: readonly { url: string; methods: readonly string[] }[]) {
  const patterns = routes.map(({ url, methods }) => ({ form: toPattern(url), methods, fixed: isFixed(firstSegment(url)) }));
  const reserved = reservedSegments(routes.map(({ url }) => url));
  return {
    methodsAt(path: string): string[] {
      const found = new Set<string>();
      const own = reserved.has(firstSegment(path));
      for (const { form, methods, fixed } of patterns) {
        if ((fixed || !own) && form.test(path)) for (const method of methods) found.add(method);
      }
      if (found.has('GET')) found.add('HEAD');
      if (found.size > 0) found.add('OPTIONS');
      return [...found].sort();
    },
  };
}

/** First segments that stand in some route as they are (`api`, `media`): a page at `/:market/:language` never answers for them. */
export function reservedSegments(urls: readonly string[]): Set<string> {
  return new Set(urls.map(firstSegment).filter((segment) => segment !== '' && isFixed(segment)));
}

export function firstSegment(path: string): string {
  return path.split('/', 2)[1] ?? '';
}

function isFixed(segment: string): boolean {
  return !segment.startsWith(':') && !segment.includes('*');
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
