import { Writable } from 'node:stream';

/**
 * Lets what is written to the stream within a turn of the event loop leave together, up to the stream's buffer: call the result before each write.
 * A writer that makes a call of the system for each small message spends half its time on them.
 */
export const joinWrites = (stream: unknown): (() => void) => {
  if (!(stream instanceof Writable)) return () => {};
  let corked = false;
  const join = () => {
    if (corked || stream.destroyed) return;
    corked = true;
    stream.cork();
    setImmediate(() => {
      corked = false;
      stream.uncork();
    });
  };
  // First of all, so that what others write because there is room again is joined too.
  stream.prependListener('drain', join);
  return join;
};
