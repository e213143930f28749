import type { StaffTokens } from '../shop/accounts/index.ts';
import { type Command, type Context, UsageError } from './command.ts';
import { composeShop } from './shop.ts';

const SCOPES = ['catalog', 'credit', 'media', 'orders', 'promotions', 'settings', 'stock'].flatMap((area) => [
  `${area}:read`,
  `${area}:write`,
]);

export const command: Command = {
  name: 'staff-token',
  summary: 'Makes, lists and revokes the tokens of the staff API.',
  usage: 'create --name NAME [--scope SCOPE]... | list | revoke ID',
  help: `A token is shown once, when it is made; only its hash is stored. Without --scope it allows everything. A revoked
token is refused from the next call on. Scopes: ${SCOPES.join(', ')}.`,
  options: {
    name: { type: 'string', about: 'Whose token it is.' },
    scope: { type: 'string', multiple: true, value: 'SCOPE', about: 'What it allows; may be given several times.' },
    json: { type: 'boolean', about: 'One JSON object a line.' },
  },
  mostArguments: 2,
  run: async (context) => runStaffToken(context, composeShop(await context.database(), context.config).staffTokens),
};

type Asked = Pick<Context, 'arguments' | 'text' | 'texts' | 'flag' | 'print' | 'note'>;
type Tokens = Pick<StaffTokens, 'create' | 'list' | 'revoke'>;

export async function runStaffToken(asked: Asked, staffTokens: Tokens): Promise<number> {
  const [verb, id] = asked.arguments;
  if (verb === 'create' && id === undefined) return create(asked, staffTokens);
  if (verb === 'list' && id === undefined) return list(asked, staffTokens);
  if (verb === 'revoke' && id !== undefined) return revoke(id, asked, staffTokens);
  throw new UsageError('Say what to do: staff-token create --name NAME, staff-token list, or staff-token revoke ID.');
}

async function create(asked: Asked, staffTokens: Tokens): Promise<number> {
  const name = asked.text('name');
  if (!name) throw new UsageError('A token needs a --name, such as that of its user.');
  const scopes = asked.texts('scope');
  const unknown = scopes.filter((scope) => scope !== '*' && !SCOPES.includes(scope));
  if (unknown.length > 0) throw new UsageError(`There is no scope ${unknown.join(', ')}. Scopes: ${SCOPES.join(', ')}.`);
  const made = await staffTokens.create(name, scopes.length === 0 ? ['*'] : scopes);
  asked.print(asked.flag('json') ? JSON.stringify(made) : made.token);
  return 0;
}

async function list(asked: Asked, staffTokens: Tokens): Promise<number> {
  for (const token of await staffTokens.list()) {
    const state = token.revokedAt ? `revoked ${day(token.revokedAt)}` : token.lastUsedAt ? `used ${day(token.lastUsedAt)}` : 'never used';
    const line = `${token.id}  ${day(token.createdAt)}  ${state.padEnd(18)}  ${token.name}  ${token.scopes.join(' ')}`;
    asked.print(asked.flag('json') ? JSON.stringify(token) : line);
  }
  return 0;
}

async function revoke(id: string, asked: Asked, staffTokens: Tokens): Promise<number> {
  if (await staffTokens.revoke(id)) {
    asked.print('revoked');
    return 0;
  }
  asked.note('There is no token with this id, or it was revoked before.');
  return 1;
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}
