import { parseArgs } from 'node:util';
import { ShopError } from '../kernel/errors.ts';
import type { StaffTokens } from '../shop/accounts/index.ts';

export const summary = 'Make, list and revoke the tokens of the staff API';

export const usage = `stoa staff-token create --name NAME [--scope SCOPE]... [--json]
stoa staff-token list [--json]
stoa staff-token revoke ID

A token is shown once, when it is made; only its hash is stored. Without --scope it allows everything; scopes are
catalog:read, catalog:write, media:read, media:write, orders:read, orders:write, settings:read, settings:write, stock:read,
stock:write and * for everything. A revoked token is refused from the next call on.
`;

const SCOPES = /^(\*|(catalog|media|orders|settings|stock):(read|write))$/;

type Print = (text: string) => void;
type Deps = { staffTokens: Pick<StaffTokens, 'create' | 'list' | 'revoke'>; print: Print; complain: Print };

/** Runs `stoa staff-token ...`; answers with the exit code: 0 done, 1 refused, 2 wrong arguments. */
export async function run(args: readonly string[], deps: Deps): Promise<number> {
  const [verb, ...rest] = args;
  try {
    if (verb === 'create') return await create(rest, deps);
    if (verb === 'list') return await list(rest, deps);
    if (verb === 'revoke') return await revoke(rest, deps);
  } catch (error) {
    if (error instanceof ShopError) {
      deps.complain(`${error.detail}\n`);
      return 1;
    }
    if (!String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')) throw error;
    deps.complain(`${(error as Error).message}\n`);
  }
  deps.complain(usage);
  return 2;
}

async function create(args: string[], { staffTokens, print, complain }: Deps): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { name: { type: 'string' }, scope: { type: 'string', multiple: true, default: ['*'] }, json: { type: 'boolean' } },
  });
  const unknown = values.scope.filter((scope) => !SCOPES.test(scope));
  if (!values.name || unknown.length > 0) {
    complain(values.name ? `No such scope: ${unknown.join(', ')}\n` : 'A token needs a --name, such as that of its user.\n');
    return 2;
  }
  const made = await staffTokens.create(values.name, values.scope);
  print(values.json ? `${JSON.stringify(made)}\n` : `${made.token}\n`);
  return 0;
}

async function list(args: string[], { staffTokens, print }: Deps): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
  for (const token of await staffTokens.list()) {
    const state = token.revokedAt ? `revoked ${day(token.revokedAt)}` : token.lastUsedAt ? `used ${day(token.lastUsedAt)}` : 'never used';
    print(
      values.json
        ? `${JSON.stringify(token)}\n`
        : `${token.id}  ${day(token.createdAt)}  ${state.padEnd(18)}  ${token.name}  ${token.scopes.join(' ')}\n`,
    );
  }
  return 0;
}

async function revoke(args: string[], { staffTokens, print, complain }: Deps): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [id, ...more] = positionals;
  if (!id || more.length > 0) {
    complain('Say which token: stoa staff-token revoke ID\n');
    return 2;
  }
  if (await staffTokens.revoke(id)) {
    print('revoked\n');
    return 0;
  }
  complain('There is no token with this id, or it was revoked before.\n');
  return 1;
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}
