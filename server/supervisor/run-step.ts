import { type ChildSpec, startChild } from './child.ts';
import { describeExit } from './keep-running.ts';
import type { WriteLine } from './log-line.ts';

/** Runs a child that ends by itself, such as the migrations; throws when it does not end with 0. Aborting ends the child. */
export async function runStep(spec: ChildSpec, writeLine: WriteLine, signal: AbortSignal): Promise<void> {
  const child = startChild(spec, writeLine);
  const onAbort = (): void => child.kill('SIGTERM');
  signal.addEventListener('abort', onAbort);
  const exit = await child.exited.finally(() => signal.removeEventListener('abort', onAbort));
  if (exit.code !== 0 && !signal.aborted) throw new Error(`${spec.name} failed (${describeExit(exit)})`);
}
