import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of a benchmark; `options` are its first argument, `flags` are Node's. */
export const startChild = (file: string, options: object, flags: readonly string[] = []): ChildProcess =>
  fork(file, [JSON.stringify(options)], { execArgv: [...flags] });

/** What it says next, after it was asked when there is something to ask. Rejects when it ends instead. */
export const answerOf = async <T>(child: ChildProcess, question?: string): Promise<T> => {
  const done = new AbortController();
  const answer = once(child, 'message', done);
  const end = once(child, 'exit', done).then(([code]) => {
    throw new Error(`A process of the benchmark ended with ${code}.`);
  });
  if (question) child.send(question);
  try {
    return (await Promise.race([answer, end]))[0] as T;
  } finally {
    done.abort();
    for (const one of [answer, end]) one.catch(() => {});
  }
};
