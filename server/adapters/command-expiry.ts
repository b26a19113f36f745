import { AdapterFailure, type CommandOrder } from './port.ts';

/** Throws when the order may not be sent any more. `started`: a part of it has been sent before. */
export const assertInTime = (order: CommandOrder, now_ms: number, started = false): void => {
  if (now_ms < Date.parse(order.expires_at)) return;
  if (started) throw new AdapterFailure('unknown', 'The command expired after its first step');
  throw new AdapterFailure('offline', 'The command expired before it was sent');
};
