/** A page as a visitor without script got it. */
export type SeenPage = { path: string; status: number; html: string };

export type Visitor = {
  /** Follows redirects, keeps cookies. */
  open(path: string): Promise<SeenPage>;
  /** Sends the form of `page` whose action is `action`, filled in as the page has it but for `changes`, by the button `button`. */
  submit(page: SeenPage, action: string, changes?: Readonly<Record<string, string>>, button?: string): Promise<SeenPage>;
};

const MOST_REDIRECTS = 5;

/** A browser without script, as far as pages and forms go. */
export function createVisitor(origin: string): Visitor {
  const cookies = new Map<string, string>();

  async function ask(path: string, form: URLSearchParams | null, redirects = 0): Promise<SeenPage> {
    const answer = await fetch(origin + path, {
      method: form ? 'POST' : 'GET',
      body: form,
      redirect: 'manual',
      headers: {
        accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
        cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
        ...(form ? { origin, 'sec-fetch-site': 'same-origin' } : {}),
      },
    });
    for (const header of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
      cookies.set(name, value);
    }
    const html = await answer.text();
    const location = answer.headers.get('location');
    if (location === null) return { path, status: answer.status, html };
    if (redirects === MOST_REDIRECTS) throw new Error(`${path} redirects without end`);
    const next = new URL(location, origin + path);
    return ask(next.pathname + next.search, null, redirects + 1);
  }

  return {
    open: (path) => ask(path, null),
    submit: (page, action, changes = {}, button) => ask(action, fieldsOf(page, action, changes, button)),
  };
}

/** What a browser would send: chosen radio buttons and boxes, hidden and text fields, the chosen option of a list, the button. */
function fieldsOf(page: SeenPage, action: string, changes: Readonly<Record<string, string>>, button?: string): URLSearchParams {
  const forms = [...page.html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)];
  const form = forms.find(([, attributes = '']) => attributesOf(attributes).action === action);
  if (!form) throw new Error(`${page.path} (${page.status}) has no form that leads to ${action}`);
  const inside = form[2]!;
  const sent = new URLSearchParams();
  for (const [, text = ''] of inside.matchAll(/<input\b([^>]*)>/g)) {
    const input = attributesOf(text);
    const isChoice = input.type === 'radio' || input.type === 'checkbox';
    if (input.name && (!isChoice || 'checked' in input)) sent.append(input.name, input.value ?? (isChoice ? 'on' : ''));
  }
  for (const [, text = '', content = ''] of inside.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs))
    sent.append(attributesOf(text).name ?? '', unescapeHtml(content));
  for (const [, text = '', content = ''] of inside.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
    const options = [...content.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => attributesOf(option));
    sent.append(attributesOf(text).name ?? '', (options.find((option) => 'selected' in option) ?? options[0])?.value ?? '');
  }
  for (const [name, value] of Object.entries(changes)) {
    if (!sent.has(name)) throw new Error(`${page.path} has no field ${name}`);
    sent.set(name, value);
  }
  if (button === undefined) return sent;
  const buttons = [...inside.matchAll(/<button\b([^>]*)>/g)].map(([, text = '']) => attributesOf(text));
  const pressed = buttons.find((b) => b.value === button);
  if (!pressed?.name) throw new Error(`${page.path} (${page.status}) has no button ${button}`);
  sent.append(pressed.name, button);
  return sent;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/([\w.:-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, unescapeHtml(value ?? '')]));
}

function unescapeHtml(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, number, name) =>
    number ? String.fromCodePoint(Number(number)) : (named[name] ?? whole),
  );
}
