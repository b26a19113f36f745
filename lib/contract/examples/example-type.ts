import type { ClientInputOf, OutputOf } from '../operation.ts';
import type { OperationId, Operations } from '../operations.ts';

type Given<T> = T extends undefined ? undefined : T;

/** One call as a client makes it, and what comes back: of the operation's own types, so that a wrong name does not compile. */
export interface OperationExample<K extends OperationId> {
  params?: ClientInputOf<Operations[K]>['params'];
  query?: Partial<Given<ClientInputOf<Operations[K]>['query']>>;
  body?: ClientInputOf<Operations[K]>['body'];
  /** Absent for 204. */
  output?: OutputOf<Operations[K]>;
}

export type ExamplesOf<K extends OperationId> = { [P in K]: OperationExample<P> };
