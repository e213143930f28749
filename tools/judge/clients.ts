import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JudgedShop } from './shop.ts';
import {
  absentOf,
  type Command,
  type CommandResult,
  type Finding,
  jar,
  missing,
  npmTool,
  python,
  run,
  tail,
  VERSIONS,
} from './workshop.ts';

type Client = {
  language: string;
  /** What openapi-generator is told, beside where to read and write. */
  settings: { generatorName: string; [setting: string]: unknown };
  needs: readonly Command[];
  compile(folder: string): Promise<CommandResult>;
};

const STRICT =
  '--noEmit --strict --target es2022 --module esnext --moduleResolution bundler --lib es2022,dom --ignoreConfig --skipLibCheck';

const CLIENTS: readonly Client[] = [
  {
    language: 'typescript',
    settings: { generatorName: 'typescript-fetch', additionalProperties: { supportsES6: 'true' } },
    needs: [],
    compile: async (folder) => {
      const tool = await npmTool('typescript', VERSIONS.typescript);
      if (tool.path === null) return { code: 127, output: tool.why };
      const args = [...STRICT.split(' '), '--types', '', join(folder, 'index.ts')];
      return run(process.execPath, [join(tool.path, 'bin', 'tsc'), ...args], { cwd: folder });
    },
  },
  {
    language: 'python',
    settings: { generatorName: 'python', additionalProperties: { packageName: 'stoa_client' } },
    needs: ['python3'],
    compile: async (folder) => {
      const tool = await python('client', ['pydantic>=2', 'urllib3>=2', 'python-dateutil', 'typing-extensions']);
      if (tool.path === null) return { code: 127, output: tool.why };
      const interpreter = join(tool.path, 'python');
      const compiled = await run(interpreter, ['-m', 'compileall', '-q', 'stoa_client'], { cwd: folder });
      if (compiled.code !== 0) return compiled;
      return run(interpreter, ['-c', 'import stoa_client, stoa_client.api, stoa_client.models'], { cwd: folder });
    },
  },
  {
    language: 'java',
    settings: {
      generatorName: 'java',
      library: 'native',
      // Named lists and maps become classes, since a union of Java has no other way to tell them apart.
      generateAliasAsModel: true,
      additionalProperties: { hideGenerationTimestamp: 'true' },
    },
    needs: ['javac', 'mvn'],
    compile: (folder) => run('mvn', ['-q', '-B', '-DskipTests', 'compile'], { cwd: folder }),
  },
  {
    language: 'go',
    settings: {
      generatorName: 'go',
      gitUserId: 'stoa',
      gitRepoId: 'client',
      additionalProperties: { packageName: 'stoa', withGoMod: 'true' },
    },
    needs: ['go'],
    compile: async (folder) => {
      const tidied = await run('go', ['mod', 'tidy'], { cwd: folder });
      return tidied.code === 0 ? run('go', ['build', './...'], { cwd: folder }) : tidied;
    },
  },
];

/** Clients in four languages, made by openapi-generator and compiled. */
export async function clients(shop: JudgedShop): Promise<Finding> {
  const generator = await jar('org.openapitools', 'openapi-generator-cli', VERSIONS.openapiGenerator);
  if (generator.path === null) return missing(generator.why);
  const started = Date.now();
  const made = await generate(generator.path, shop);
  const lines = [`four clients generated (${secondsSince(started)} s)`];
  const absent = new Set<Command>();
  let ok = true;
  for (const client of CLIENTS) {
    const folder = join(shop.folder, 'clients', client.language);
    const lacking = absentOf(client.needs);
    for (const command of lacking) absent.add(command);
    const { line, compiles } = existsSync(folder) ? await compile(client, folder, lacking) : { line: tail(made.output), compiles: false };
    lines.push(`${client.language}: ${line}`);
    ok &&= compiles || lacking.length > 0;
  }
  const detail = lines.join('\n');
  if (!ok || made.code !== 0) return { verdict: 'failed', detail };
  return absent.size > 0 ? { verdict: 'missing', detail, absent: [...absent] } : { verdict: 'passed', detail };
}

/** All four by one call, quickly compiled rather than well: one start of the generator instead of four. */
function generate(generator: string, shop: JudgedShop): Promise<CommandResult> {
  const folder = join(shop.folder, 'clients');
  mkdirSync(folder, { recursive: true });
  const files = CLIENTS.map(({ language, settings }) => {
    const file = join(folder, `${language}.json`);
    writeFileSync(file, JSON.stringify({ ...settings, inputSpec: shop.openapiFile, outputDir: join(folder, language) }));
    return file;
  });
  return run('java', ['-XX:TieredStopAtLevel=1', '-jar', generator, 'batch', '--threads', '1', ...files], { cwd: folder });
}

async function compile(client: Client, folder: string, lacking: readonly Command[]): Promise<{ line: string; compiles: boolean }> {
  if (lacking.length > 0) return { line: `NOT COMPILED, this machine lacks ${lacking.join(' and ')}`, compiles: false };
  const started = Date.now();
  const { code, output } = await client.compile(folder);
  const line = code === 0 ? `compiles (${secondsSince(started)} s)` : `FAILED\n${tail(output, 30)}`;
  return { line, compiles: code === 0 };
}

const secondsSince = (startedMs: number): number => Math.round((Date.now() - startedMs) / 100) / 10;
