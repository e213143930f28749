import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JudgedShop } from './shop.ts';
import { type CommandResult, type Finding, has, jar, missing, npmTools, python, run, tail, VERSIONS } from './workshop.ts';

type Client = {
  language: string;
  generator: string;
  options: readonly string[];
  needs: string;
  /** Null when what it needs cannot be had. */
  build(folder: string): Promise<CommandResult | null>;
};

const STRICT =
  '--noEmit --strict --target es2022 --module esnext --moduleResolution bundler --lib es2022,dom --ignoreConfig --skipLibCheck';

const CLIENTS: readonly Client[] = [
  {
    language: 'typescript',
    generator: 'typescript-fetch',
    options: ['--additional-properties=supportsES6=true'],
    needs: 'the npm package typescript',
    build: async (folder) => {
      const modules = await npmTools([`typescript@${VERSIONS.typescript}`]);
      if (!modules) return null;
      const args = [...STRICT.split(' '), '--types', '', join(folder, 'index.ts')];
      return run(process.execPath, [join(modules, 'typescript', 'bin', 'tsc'), ...args], { cwd: folder });
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
    // Named lists and maps become classes, since a union of Java has no other way to tell them apart.
    options: ['--library=native', '--generate-alias-as-model', '--additional-properties=hideGenerationTimestamp=true'],
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
      const tidied = await run('go', ['mod', 'tidy'], { cwd: folder });
      return tidied.code === 0 ? run('go', ['build', './...'], { cwd: folder }) : tidied;
    },
  },
];

/** Clients in four languages, made by openapi-generator and compiled. */
export async function clients(shop: JudgedShop): Promise<Finding> {
  const generator = await jar('org.openapitools', 'openapi-generator-cli', VERSIONS.openapiGenerator);
  if (!generator) return missing('java and mvn, or the artifact openapi-generator-cli');
  const lines: string[] = [];
  let ok = true;
  for (const client of CLIENTS) {
    const folder = join(shop.folder, 'clients', client.language);
    rmSync(folder, { recursive: true, force: true });
    const args = ['-jar', generator, 'generate', '-g', client.generator, '-i', shop.openapiFile, '-o', folder, ...client.options];
    const made = await run('java', args);
    const built = made.code === 0 ? await client.build(folder) : made;
    ok &&= built?.code === 0;
    if (built === null) lines.push(`${client.language}: NOT COMPILED, ${client.needs} is missing`);
    else lines.push(`${client.language}: ${built.code === 0 ? 'compiles' : `FAILED\n${tail(built.output, 30)}`}`);
  }
  return { verdict: ok ? 'passed' : 'failed', detail: lines.join('\n') };
}
