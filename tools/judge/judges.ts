import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clients } from './clients.ts';
import { templatePages } from './pages.ts';
import { schemathesis } from './schemathesis.ts';
import type { JudgedShop } from './shop.ts';
import { stripeMock } from './stripe.ts';
import { type Command, type Finding, finding, missing, npmTool, python, root, run, VERSIONS } from './workshop.ts';

export type Judge = { name: string; about: string; needs: readonly Command[]; judge(shop: JudgedShop): Promise<Finding> };

/** Tools that nobody here wrote, cheapest first; schemathesis last, since it leaves nothing as it was. */
export const JUDGES: readonly Judge[] = [
  { name: 'squawk', about: 'migrations: locks, unsafe changes', needs: ['python3'], judge: squawk },
  { name: 'redocly', about: 'lint of the OpenAPI document', needs: [], judge: redocly },
  {
    name: 'stripe',
    about: "every request of the Stripe adapter, against Stripe's own OpenAPI document (stripe-mock)",
    needs: ['go'],
    judge: stripeMock,
  },
  { name: 'vnu', about: 'HTML of every template, by the Nu validator', needs: ['java'], judge: vnu },
  { name: 'clients', about: 'TypeScript, Python, Java and Go clients generate and compile', needs: ['java', 'mvn'], judge: clients },
  {
    name: 'schemathesis',
    about: 'the whole API against its own OpenAPI document, as guest and as staff',
    needs: ['python3'],
    judge: schemathesis,
  },
];

async function squawk(): Promise<Finding> {
  const tool = await python('squawk', [`squawk-cli==${VERSIONS.squawk}`]);
  if (tool.path === null) return missing(tool.why);
  const { code, output } = await run('bash', ['-c', `"${join(tool.path, 'squawk')}" migrations/*.sql`]);
  return finding(code === 0, output);
}

async function redocly(shop: JudgedShop): Promise<Finding> {
  const tool = await npmTool('@redocly/cli', VERSIONS.redocly);
  if (tool.path === null) return missing(tool.why);
  const env = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const cli = join(tool.path, 'bin', 'cli.js');
  const { code, output } = await run(process.execPath, [cli, 'lint', '--config', 'tools/judge/redocly.yaml', shop.openapiFile], { env });
  const warned = /[1-9]\d* warnings?\b/.test(output);
  return finding(code === 0 && !warned, output);
}

/** Lists of ours are often without marks; some screen readers then no longer call them lists, unless the role says so. */
const ROLE_OF_LISTS = '.*“list” role is unnecessary for element “[ou]l”.*';

async function vnu(shop: JudgedShop): Promise<Finding> {
  const tool = await npmTool('vnu-jar', VERSIONS.vnu);
  if (tool.path === null) return missing(tool.why);
  const folder = join(shop.folder, 'pages');
  mkdirSync(folder, { recursive: true });
  const pages = await templatePages(shop.origin);
  const files = pages.map(({ name, html }, index) => {
    const file = join(folder, `${String(index + 1).padStart(3, '0')} ${name.replace(/[^a-z0-9]+/gi, '-')}.html`);
    writeFileSync(file, html);
    return file;
  });
  const jar = join(tool.path, 'build', 'dist', 'vnu.jar');
  // Warnings count too.
  const { code, output } = await run('java', ['-jar', jar, '--Werror', '--filterpattern', ROLE_OF_LISTS, ...files], { cwd: root });
  const said = output.trim();
  return finding(code === 0 && said === '', said === '' ? `${files.length} pages, no error and no warning` : said.slice(0, 20_000));
}
