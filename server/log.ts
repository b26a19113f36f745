import pino from 'pino';

export type Log = pino.Logger;

const paths = ['password', 'client_secret', 'api_key', 'secret', 'token', 'authorization', 'cookie', 'access_token'];

const stack_lines = 4;

/** Kind, text and the first places of an error, with the chain of its causes: enough to find it, short enough to read. */
const describeError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const { name, message, stack = '', cause } = error;
  const code = 'code' in error ? String(error.code) : undefined;
  const at = stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, stack_lines)
    .map((line) => line.trim().slice(3));
  return { name, message, ...(code && { code }), at, ...(cause !== undefined && { cause: describeError(cause) }) };
};

/** JSON lines on stdout, one per event. Secrets are redacted by name; `Secret` values print as "[secret]" by themselves. */
export const createLog = (name: string, level: string): Log =>
  pino({
    name,
    level,
    base: { name },
    redact: { paths: paths.flatMap((path) => [path, `*.${path}`, `*.*.${path}`]), censor: '[secret]' },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError, error: describeError },
  });
