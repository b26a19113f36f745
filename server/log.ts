import pino from 'pino';

export type Log = pino.Logger;

const paths = ['password', 'client_secret', 'api_key', 'secret', 'token', 'authorization', 'cookie', 'access_token'];

/** JSON lines on stdout, one per event. Secrets are redacted by name; `Secret` values print as "[secret]" by themselves. */
export const createLog = (name: string, level: string): Log =>
  pino({
    name,
    level,
    base: { name },
    redact: { paths: paths.flatMap((path) => [path, `*.${path}`, `*.*.${path}`]), censor: '[secret]' },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
