import type { Secret } from '#lib/domain/secret.ts';
import { type AwaitedAnswer, awaitAnswer } from '../awaited-answer.ts';
import { assertInTime } from '../command-expiry.ts';
import { AdapterFailure, type CommandOrder, type CommandOutcome, type SessionIo } from '../port.ts';
import { composeCommand, type TrackCommand } from './command-text.ts';
import type { CommandPlan, TrackUnit, Verdict } from './dialect.ts';
import type { TrackReport } from './message.ts';
import { createSerials } from './serial.ts';

export interface TrackTimeouts {
  /** For the acknowledgement, and for the report that was asked for. */
  answer_timeout_ms: number;
  /** For the report that shows the effect. */
  confirm_timeout_ms: number;
}

/** Sends commands one at a time and joins what comes back to them: acknowledgements by serial, reports by what they show. */
export interface CommandDesk {
  run(order: CommandOrder): Promise<CommandOutcome>;
  /** Sends a command that is nobody's order. Rejects with `AdapterFailure` unknown when it is not acknowledged. */
  ask(command: TrackCommand, password: Secret): Promise<void>;
  receiveAck(serial: string): void;
  /** A live report has been stored. */
  receiveReport(report: TrackReport): void;
  close(): void;
}

type Answer = 'acknowledged' | Verdict;

interface Watch {
  order: CommandOrder;
  plan: CommandPlan;
  awaited: AwaitedAnswer<Answer>;
  acknowledged: boolean;
  /** `awaited` has had its answer; what comes now settles the command late. */
  answered: boolean;
}

interface Encoded {
  serial: string;
  bytes: Buffer;
}

/** Acknowledgements that may still come; a unit that is asked so often in vain answers none of them. */
const max_unanswered = 32;

export const createCommandDesk = (io: SessionIo, unit: TrackUnit, timeouts: TrackTimeouts): CommandDesk => {
  const now = io.context.clock;
  const nextSerial = createSerials(io.context.random);
  const by_serial = new Map<string, () => void>();
  const timers = new Set<NodeJS.Timeout>();
  let current: AwaitedAnswer<Answer> | undefined;
  /** The newest command that a report can settle, and the newest that asked for one. */
  const watches: { effect?: Watch; reading?: Watch } = {};

  /** What goes on the wire; throws `AdapterFailure` before anything has. */
  const encode = (command: TrackCommand, password: Secret): Encoded => {
    const serial = nextSerial();
    return { serial, bytes: Buffer.from(composeCommand(command, password, serial), 'latin1') };
  };
  const write = ({ serial, bytes }: Encoded, onAck?: () => void): void => {
    for (const oldest of by_serial.keys()) {
      if (by_serial.size < max_unanswered) break;
      by_serial.delete(oldest);
    }
    if (onAck) by_serial.set(serial, onAck);
    io.write(bytes);
  };

  const settle = ({ order }: Watch, verdict: Verdict): void => {
    if (verdict === 'done') io.settle(order.command_id, 'SUCCEEDED', 'The unit confirmed the command');
    else io.settle(order.command_id, 'FAILED', 'The unit could not carry the command out', 'state');
  };

  const follow = ({ plan }: Watch, password: Secret): void => {
    if (plan.follow_up) write(encode(plan.follow_up, password));
    const { later } = plan;
    if (!later) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      write(encode(later.command, password));
    }, later.after_ms);
    timers.add(timer);
  };

  const noteAck = (watch: Watch, password: Secret): void => {
    watch.acknowledged = true;
    watch.plan.onAcknowledged?.();
    follow(watch, password);
    if (watch.plan.reads || watch.answered) return;
    watch.answered = true;
    watch.awaited.take('acknowledged');
  };

  /** Acknowledged or judged after nobody waited any more. */
  const settleLate = (watch: Watch, answer: Answer): void => {
    if (answer !== 'acknowledged') settle(watch, answer);
    else if (!watch.plan.judge) settle(watch, 'done');
  };

  const outcomeOf = ({ plan }: Watch, answer: Answer): CommandOutcome => {
    if (answer === 'refused') throw new AdapterFailure('state', 'The unit could not carry the command out');
    if (answer === 'done' || !plan.judge) return { status: 'succeeded' };
    return { status: 'accepted', confirm_by: new Date(now() + timeouts.confirm_timeout_ms).toISOString() };
  };

  /** One command at a time: nothing more is sent while an answer is waited for. */
  const waitFor = async (awaited: AwaitedAnswer<Answer>): Promise<Answer> => {
    current = awaited;
    try {
      return await awaited.promise;
    } finally {
      current = undefined;
    }
  };
  const assertFree = (): void => {
    if (current) throw new AdapterFailure('busy', 'The unit has not answered the command before');
  };

  const run = async (order: CommandOrder): Promise<CommandOutcome> => {
    assertFree();
    const { password } = order;
    if (!password) throw new AdapterFailure('setup', 'No password of this unit is stored');
    const plan = unit.plan(order.capability);
    if (!plan) throw new AdapterFailure('unsupported', 'This installation has no such command');
    assertInTime(order, now());
    const at_ms = now();
    const remaining_s = Math.max(1, Math.floor((Date.parse(order.expires_at) - at_ms) / 1000));
    const encoded = encode(plan.compose({ at_ms, remaining_s }), password);
    const awaited = awaitAnswer<Answer>(timeouts.answer_timeout_ms, (answer) => settleLate(watch, answer));
    const watch: Watch = { order, plan, awaited, acknowledged: false, answered: false };
    write(encoded, () => noteAck(watch, password));
    plan.onSent?.();
    if (plan.judge) watches[plan.reads ? 'reading' : 'effect'] = watch;
    return outcomeOf(watch, await waitFor(awaited));
  };

  return {
    run,
    ask: async (command, password) => {
      assertFree();
      const encoded = encode(command, password);
      const awaited = awaitAnswer<Answer>(timeouts.answer_timeout_ms, () => {});
      write(encoded, () => awaited.take('acknowledged'));
      await waitFor(awaited);
    },
    receiveAck: (serial) => {
      const onAck = by_serial.get(serial);
      by_serial.delete(serial);
      onAck?.();
    },
    receiveReport: (report) => {
      for (const place of ['effect', 'reading'] as const) {
        const watch = watches[place];
        const verdict = watch?.plan.judge?.(report, watch.acknowledged);
        if (!watch || !verdict) continue;
        delete watches[place];
        if (watch.answered) settle(watch, verdict);
        else {
          watch.answered = true;
          watch.awaited.take(verdict);
        }
      }
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      current?.abandon(new AdapterFailure('unknown', 'The connection closed before the unit answered'));
    },
  };
};
