import { flushCompileCache } from 'node:module';

/** What the fixture file of a process does: loads, waits for its order, answers. */
export const obeyOrder = <Order>(carryOut: (order: Order) => Promise<object>): void => {
  process.once('message', (order) => {
    carryOut(order as Order).then(
      (ready) => process.send?.(ready),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => process.exit(0));
  // What is killed would take its compiled modules with it, and the next process would compile them again.
  flushCompileCache();
  process.send?.('loaded');
};
