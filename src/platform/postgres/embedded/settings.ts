import { availableParallelism, totalmem } from 'node:os';

const mib = 1024 * 1024;

export type Endpoint = { kind: 'socket'; folder: string; port: number } | { kind: 'tcp'; host: '127.0.0.1'; port: number };

export type ServerSettings = {
  endpoint: Endpoint;
  maxConnections: number /** False only for throw-away clusters of tests. */;
  durable: boolean;
};

/** The text of `stoa.conf`, which postgresql.conf includes; written anew at each start. */
export function serverConfiguration(settings: ServerSettings): string {
  const lines = Object.entries(parameters(settings)).map(([name, value]) => `${name} = ${quote(value)}`);
  return `# Written by Stoa at each start. Settings of your own: "alter system set ...", which wins over this file.\n${lines.join('\n')}\n`;
}

function parameters({ endpoint, maxConnections, durable }: ServerSettings): Record<string, string> {
  const memory = usableMemory();
  const cores = availableParallelism();
  return {
    listen_addresses: endpoint.kind === 'tcp' ? endpoint.host : '',
    port: String(endpoint.port),
    unix_socket_directories: endpoint.kind === 'socket' ? endpoint.folder : '',
    unix_socket_permissions: '0700',
    max_connections: String(maxConnections),
    // The shop's processes need memory too, so PostgreSQL gets an eighth and leans on the system's file cache.
    shared_buffers: megabytes(memory / 8, 64, 1024),
    effective_cache_size: megabytes(memory / 2, 128, 16 * 1024),
    work_mem: megabytes(memory / 512, 4, 32),
    maintenance_work_mem: megabytes(memory / 32, 64, 256),
    max_wal_size: durable ? '2GB' : '512MB',
    checkpoint_timeout: '15min',
    wal_compression: 'pglz',
    random_page_cost: '1.1',
    max_worker_processes: String(Math.max(8, cores)),
    max_parallel_workers: String(cores),
    max_parallel_workers_per_gather: String(Math.max(0, Math.min(4, Math.floor(cores / 2)))),
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    shared_preload_libraries: 'pg_stat_statements',
    track_io_timing: 'on',
    // Error details and failing statements can hold personal data ("Key (email)=(...) already exists"): keep both out of the log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    ...(durable
      ? {}
      : {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          autovacuum: 'off',
          max_wal_senders: '0',
          wal_level: 'minimal',
        }),
  };
}

/** Bytes this process group may use: the container's limit where there is one. */
function usableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

function megabytes(bytes: number, least: number, most: number): string {
  return `${Math.round(Math.min(most, Math.max(least, bytes / mib)))}MB`;
}

function quote(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
