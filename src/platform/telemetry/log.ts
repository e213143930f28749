import { Writable } from 'node:stream';
import pino from 'pino';
import { currentTrace } from './trace.ts';

export type Logger = pino.Logger;
export type LogOptions = {
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** `auto`: pretty on a terminal, JSON elsewhere. */
  format?: 'auto' | 'json' | 'pretty';
  /** Fields of every line: role, instance. */
  base?: Record<string, string | number>;
  /** For tests; default standard output. */
  stream?: { write(line: string): void; isTTY?: boolean };
};

/**
 * JSON lines: time (UTC, ISO 8601), level, msg, traceId, spanId and fields. Fields that may hold personal data are
 * blotted out wherever they stand, and addresses are scrubbed from error texts; bodies and query values are never logged at all.
 */
export function createLogger(options: LogOptions): Logger {
  const target = options.stream ?? process.stdout;
  const pretty = options.format === 'pretty' || (options.format !== 'json' && target.isTTY === true);
  const settings: pino.LoggerOptions = {
    level: options.level,
    base: options.base ?? {},
    messageKey: 'msg',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: [...PERSONAL, ...PERSONAL.map((name) => `*.${name}`)], censor: '[redacted]' },
    serializers: { err: describeError, error: describeError, req: () => undefined, res: () => undefined },
    mixin: () => {
      const trace = currentTrace();
      return trace ? { traceId: trace.traceId, spanId: trace.spanId } : {};
    },
  };
  if (pretty) return pino(settings, prettyStream(target));
  return options.stream ? pino(settings, options.stream) : pino(settings, pino.destination({ fd: 1, sync: true }));
}

/** Replaces e-mail addresses and what a database quotes back from its input. */
export function scrub(text: string): string {
  return text.replace(/[^\s@"'<>(),;:=]+@[^\s@"'<>(),;:=]+\.[^\s@"'<>(),;:=]+/g, '[email]').replace(/=\([^)]*\)/g, '=(...)');
}

const PERSONAL = [
  'email',
  'phone',
  'firstName',
  'lastName',
  'address',
  'contact',
  'note',
  'ip',
  'token',
  'statusToken',
  'password',
  'authorization',
  'cookie',
  'body',
  'query',
  'headers',
];

type Described = { type: string; message: string; code?: string; constraint?: string; stack?: string; cause?: Described };

function describeError(error: unknown): Described | string {
  if (!(error instanceof Error)) return scrub(String(error));
  const { code, constraint, severity } = error as { code?: unknown; constraint?: unknown; severity?: unknown };
  // A database error quotes the offending value in its message ("invalid input syntax for type uuid: ...").
  const message = severity === undefined ? scrub(error.message) : scrub(error.message).replace(/: ".*"/s, ': "..."');
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    stack: frames.slice(0, 12).join('\n'),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) as Described } : {}),
  };
}

const SHADES: Record<string, string> = { debug: '\u001b[2m', info: '', warn: '\u001b[33m', error: '\u001b[31m', fatal: '\u001b[31m' };

function prettyStream(target: { write(line: string): void }): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString('utf8').split('\n')) if (line) target.write(`${prettyLine(line)}\n`);
      done();
    },
  });
}

function prettyLine(line: string): string {
  const { time, level, msg, err, traceId, spanId: _spanId, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const shade = SHADES[String(level)] ?? '';
  const details = Object.entries(fields).map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`);
  const clock = String(time).slice(11, 19);
  const fault = err as Described | undefined;
  const failure = fault ? `\n  ${fault.type}: ${fault.message}${fault.stack ? `\n${fault.stack}` : ''}` : '';
  const trace = traceId && (fault || level === 'warn') ? ` trace=${traceId}` : '';
  return `${shade}${clock} ${String(level).padEnd(5)} ${msg ?? ''}${details.length ? `  ${details.join(' ')}` : ''}${trace}${failure}${shade && '\u001b[0m'}`;
}
