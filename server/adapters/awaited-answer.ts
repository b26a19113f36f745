import { AdapterFailure } from './port.ts';

/** One answer that is waited for. It comes in time, late or never; a second one is nobody's. */
export interface AwaitedAnswer<A> {
  /** Rejects with `AdapterFailure` unknown on silence. */
  promise: Promise<A>;
  take(answer: A): void;
  /** Nothing comes any more. */
  abandon(failure: AdapterFailure): void;
}

/** `onLate` gets the answer when the patience was over before it came. */
export const awaitAnswer = <A>(timeout_ms: number, onLate: (answer: A) => void): AwaitedAnswer<A> => {
  const { promise, resolve, reject } = Promise.withResolvers<A>();
  let state: 'waited for' | 'overdue' | 'over' = 'waited for';
  const timer = setTimeout(() => {
    state = 'overdue';
    reject(new AdapterFailure('unknown', 'The unit did not answer in time'));
  }, timeout_ms);
  return {
    promise,
    take: (answer) => {
      clearTimeout(timer);
      const before = state;
      state = 'over';
      if (before === 'overdue') onLate(answer);
      else if (before === 'waited for') resolve(answer);
    },
    abandon: (failure) => {
      clearTimeout(timer);
      state = 'over';
      reject(failure);
    },
  };
};
