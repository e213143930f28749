import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JudgedShop } from './shop.ts';
import { has, jar, npmTools, python, root, run, tail, VERSIONS, type Verdict, workshop } from './workshop.ts';

type Finding = Omit<Verdict, 'name' | 'seconds'>;

export type Judge = { name: string; about: string; judge(shop: JudgedShop): Promise<Finding> };

/** Tools that nobody here wrote, cheapest first. */
export const JUDGES: readonly Judge[] = [
  { name: 'squawk', about: 'migrations: locks, unsafe changes', judge: squawk },
  { name: 'redocly', about: 'lint of the OpenAPI document', judge: redocly },
  { name: 'vnu', about: 'HTML of every template, by the Nu validator', judge: vnu },
  { name: 'clients', about: 'TypeScript, Python, Java and Go clients generate and compile', judge: clients },
  { name: 'schemathesis', about: 'the whole API against its own OpenAPI document', judge: schemathesis },
];

const missing = (what: string): Finding => ({ verdict: 'missing', detail: what });
const finding = (ok: boolean, output: string): Finding => ({ verdict: ok ? 'passed' : 'failed', detail: tail(output, ok ? 3 : 60) });

async function squawk(): Promise<Finding> {
  const bin = await python([`squawk-cli==${VERSIONS.squawk}`]);
  if (!bin) return missing('python3 with venv, or the package squawk-cli');
  const { code, output } = await run('bash', ['-c', `"${join(bin, 'squawk')}" migrations/*.sql`]);
  return finding(code === 0, output);
}

async function redocly(shop: JudgedShop): Promise<Finding> {
  const modules = await npmTools([`@redocly/cli@${VERSIONS.redocly}`]);
  if (!modules) return missing('the npm package @redocly/cli');
  const env = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const args = [
    join(modules, '@redocly', 'cli', 'bin', 'cli.js'),
    'lint',
    '--config',
    join(root, 'tools', 'judge', 'redocly.yaml'),
    shop.openapiFile,
  ];
  const { code, output } = await run(process.execPath, args, { env });
  return finding(code === 0 && !/\d+ warnings?\b/.test(output.replace(/\b0 warnings/g, '')), output);
}

async function vnu(shop: JudgedShop): Promise<Finding> {
  if (!has('java')) return missing('java');
  const modules = await npmTools([`vnu-jar@${VERSIONS.vnu}`]);
  if (!modules) return missing('the npm package vnu-jar');
  const addresses = await shop.templateAddresses();
  const folder = join(workshop, 'pages');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = await shop.savePages(addresses, folder);
  const { code, output } = await run('java', ['-jar', join(modules, 'vnu-jar', 'build', 'dist', 'vnu.jar'), '--errors-only', ...files]);
  return finding(code === 0, code === 0 ? `${files.length} pages, no error` : output);
}

async function clients(shop: JudgedShop): Promise<Finding> {
  const generator = await jar('org.openapitools', 'openapi-generator-cli', VERSIONS.openapiGenerator);
  if (!generator) return missing('java and mvn, or the artifact openapi-generator-cli');
  const lines: string[] = [];
  let ok = true;
  for (const client of CLIENTS) {
    const folder = join(workshop, 'clients', client.language);
    rmSync(folder, { recursive: true, force: true });
    const made = await run('java', [
      '-jar',
      generator,
      'generate',
      '-g',
      client.generator,
      '-i',
      shop.openapiFile,
      '-o',
      folder,
      ...client.options,
    ]);
    const built = made.code === 0 ? await client.build(folder) : made;
    if (built === null) {
      lines.push(`${client.language}: NOT COMPILED, ${client.needs} is missing`);
      ok = false;
      continue;
    }
    if (built.code !== 0) ok = false;
    lines.push(`${client.language}: ${built.code === 0 ? 'compiles' : `FAILED\n${tail(built.output, 30)}`}`);
  }
  return { verdict: ok ? 'passed' : 'failed', detail: lines.join('\n') };
}

type Client = {
  language: string;
  generator: string;
  options: string[];
  needs: string;
  build(folder: string): Promise<{ code: number; output: string } | null>;
};

const CLIENTS: readonly Client[] = [
  {
    language: 'typescript',
    generator: 'typescript-fetch',
    options: ['--additional-properties=supportsES6=true'],
    needs: 'typescript',
    build: async (folder) => {
      const modules = await npmTools([`typescript@${VERSIONS.typescript}`]);
      if (!modules) return null;
      const flags = [
        '--noEmit',
        '--strict',
        '--target',
        'es2022',
        '--module',
        'esnext',
        '--moduleResolution',
        'bundler',
        '--lib',
        'es2022,dom',
        '--ignoreConfig',
        '--skipLibCheck',
        '--types',
        '',
      ];
      return run(process.execPath, [join(modules, 'typescript', 'bin', 'tsc'), ...flags, join(folder, 'index.ts')], { cwd: folder });
    },
  },
  {
    language: 'python',
    generator: 'python',
    options: ['--additional-properties=packageName=stoa_client'],
    needs: 'python3',
    build: async (folder) => {
      const bin = await python(['pydantic>=2', 'urllib3>=2', 'python-dateutil', 'typing-extensions']);
      if (!bin) return null;
      const compiled = await run(join(bin, 'python'), ['-m', 'compileall', '-q', 'stoa_client'], { cwd: folder });
      if (compiled.code !== 0) return compiled;
      return run(join(bin, 'python'), ['-c', 'import stoa_client, stoa_client.api, stoa_client.models'], { cwd: folder });
    },
  },
  {
    language: 'java',
    generator: 'java',
    options: ['--library=native', '--additional-properties=hideGenerationTimestamp=true'],
    needs: 'mvn',
    build: async (folder) => (has('mvn') ? run('mvn', ['-q', '-B', '-DskipTests', 'compile'], { cwd: folder }) : null),
  },
  {
    language: 'go',
    generator: 'go',
    options: ['--git-user-id=stoa', '--git-repo-id=client', '--additional-properties=packageName=stoa,withGoMod=true'],
    needs: 'go',
    build: async (folder) => {
      if (!has('go')) return null;
      await run('go', ['mod', 'tidy'], { cwd: folder });
      return run('go', ['build', './...'], { cwd: folder });
    },
  },
];

async function schemathesis(shop: JudgedShop): Promise<Finding> {
  const bin = await python([`schemathesis==${VERSIONS.schemathesis}`]);
  if (!bin) return missing('python3 with venv, or the package schemathesis');
  const checks =
    'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance,negative_data_rejection,unsupported_method';
  const args = [
    'run',
    `${shop.origin}/api/openapi.json`,
    '--checks',
    checks,
    '--seed',
    '20261122',
    '--max-examples',
    String(shop.examples),
    // One: Python 3.11 miscounts the depth of its own parser when two threads use it ("AST constructor recursion depth mismatch").
    '--workers',
    '1',
    '--no-color',
  ];
  const { code, output } = await run(join(bin, 'schemathesis'), [...args, '--header', `Authorization: Bearer ${shop.staffToken}`], {
    timeoutMs: 1_500_000,
  });
  const report = join(workshop, 'schemathesis.txt');
  writeFileSync(report, output);
  const fault = await shop.serverFaults();
  if (fault.length > 0)
    return {
      verdict: 'failed',
      detail: `the shop logged ${fault.length} faults, first: ${fault[0]}\n${tail(readFileSync(report, 'utf8'), 40)}`,
    };
  return finding(code === 0, output);
}
