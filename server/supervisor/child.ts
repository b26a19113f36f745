import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { WriteLine } from './log-line.ts';
import { service_flags } from './service-flags.ts';

/** What to run: `file` by the same Node binary; without `env` it gets the environment of the supervisor. */
export type ChildSpec = { name: string; file: string; args?: string[]; env?: NodeJS.ProcessEnv };
export type ChildExit = { code: number | null; signal: NodeJS.Signals | null };
export type ChildDetails = Record<string, unknown>;
export type Child = {
  pid: number | undefined;
  ready: Promise<ChildDetails>;
  exited: Promise<ChildExit>;
  kill: (signal: NodeJS.Signals) => void;
};

const leash_file = fileURLToPath(new URL('./leash.ts', import.meta.url));

/**
 * Starts one child process in a process group of its own, so that Ctrl-C reaches the supervisor alone and the order of shutdown is ours.
 * `ready` settles when the child sends `{ type: 'ready', … }`; if the child ends before that, it stays pending and only `exited` settles.
 */
export function startChild(spec: ChildSpec, writeLine: WriteLine): Child {
  const child = fork(spec.file, spec.args ?? [], {
    execArgv: [...process.execArgv, ...service_flags, '--import', leash_file],
    ...(spec.env && { env: spec.env }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  forwardLines(child, spec.name, writeLine);

  const ready = new Promise<ChildDetails>((resolve) => {
    child.on('message', (message) => {
      if (isReady(message)) resolve(message);
    });
  });
  const exited = new Promise<ChildExit>((resolve) => {
    child.once('error', (error) => {
      writeLine(spec.name, `cannot start: ${error.message}`);
      resolve({ code: null, signal: null });
    });
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  return { pid: child.pid, ready, exited, kill: (signal) => void child.kill(signal) };
}

function forwardLines(child: ChildProcess, name: string, writeLine: WriteLine): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => writeLine(name, line));
  }
}

function isReady(message: unknown): message is ChildDetails {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
}
