/** The first element that fits, or null. */
export function one<T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T | null {
  return root.querySelector<T>(selector);
}

export function all<T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

/** An element with text; never markup. */
export function made<K extends keyof HTMLElementTagNameMap>(tag: K, className = '', text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** `/{market}/{language}` of this page. */
export function shopBase(): string {
  return document.body.dataset.base ?? '';
}

/** The embedded data of the page, or null. */
export function pageData<T>(id: string): T | null {
  const text = document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as T) : null;
}

/** 128 random bits as text; also where pages are not served over TLS. */
export function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Storage may be off or full: then nothing is remembered, and nothing breaks. */
export function remembered<T>(storage: () => Storage, key: string): T | null {
  try {
    const text = storage().getItem(key);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

export function remember(storage: () => Storage, key: string, value: unknown): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, JSON.stringify(value));
  } catch {
    // see `remembered`
  }
}

export const lasting = (): Storage => localStorage;
export const passing = (): Storage => sessionStorage;

/** Sends a form as the browser would, and answers with where it led and what came. */
export async function sendForm(form: HTMLFormElement, submitter: HTMLElement | null): Promise<{ url: string; page: Document }> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) if (typeof value === 'string') fields.append(name, value);
  // The attribute, since a button named "action" stands in front of the property of that name.
  const answer = await fetch(form.getAttribute('action') ?? location.href, {
    method: 'POST',
    body: fields,
    headers: { accept: 'text/html' },
  });
  return { url: answer.url, page: new DOMParser().parseFromString(await answer.text(), 'text/html') };
}

/** Takes over the content of another page. The colours that occur in it come along as rules of their own. */
export function swapMain(page: Document): HTMLElement | null {
  const next = page.querySelector('main');
  const now = one('main');
  if (!next || !now) return null;
  now.className = next.className;
  now.replaceChildren(...next.childNodes);
  for (const symbol of page.querySelectorAll('.symbols symbol')) if (!document.getElementById(symbol.id)) one('.symbols')?.append(symbol);
  document.title = page.title;
  return now;
}
