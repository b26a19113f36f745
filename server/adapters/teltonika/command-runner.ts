import type { UnitRef } from '#lib/domain/telematics.ts';
import { assertInTime } from '../command-expiry.ts';
import { AdapterFailure, type CommandOrder, type CommandOutcome, type SessionIo } from '../port.ts';
import { type CommandPlan, interpretAnswer, planCommand, record_request } from './commands.ts';
import { type Answer, createConversation } from './conversation.ts';
import type { TeltonikaSettings } from './settings.ts';
import { encodeText } from './text-codec.ts';

export interface CommandTimeouts {
  /** For the answer to a text, and for the record that was asked for. */
  answer_timeout_ms: number;
  /** For a record that shows the effect. */
  confirm_timeout_ms: number;
}

export interface CommandRunner {
  run(order: CommandOrder): Promise<CommandOutcome>;
  /** Sends a text that sets parameters; resolves when the unit has confirmed it. */
  configure(text: string): Promise<void>;
  receiveAnswer(answer: Answer): void;
  /** Records were stored, the newest of them made at this instant. */
  noteRecords(newest_ms: number): void;
  close(): void;
}

/** A record counts as made on request when it is at most this much older by the unit's clock, which ticks in seconds. */
const clock_tolerance_ms = 5_000;

type Meaning = ReturnType<typeof interpretAnswer>;
const meaningOf = (text: string, answer: Answer): Meaning => (answer.kind === 'refused' ? 'refused' : interpretAnswer(text, answer.text));

export const createCommandRunner = (
  io: SessionIo,
  unit: UnitRef,
  settings: TeltonikaSettings,
  timeouts: CommandTimeouts,
): CommandRunner => {
  const now = io.context.clock;
  let running = false;
  let asked = '';
  let waiting: { since_ms: number; resolve: () => void; reject: (failure: AdapterFailure) => void } | undefined;

  const conversation = createConversation({
    write: (text) => io.write(encodeText({ codec: settings.codec, kind: 'command', payload: text, imei: unit.unit_id })),
    answer_timeout_ms: timeouts.answer_timeout_ms,
    clock: now,
    isAnswer: (answer) => meaningOf(asked, answer) !== 'unclear',
  });

  const accepted = (): CommandOutcome => {
    conversation.tell(record_request);
    return { status: 'accepted', confirm_by: new Date(now() + timeouts.confirm_timeout_ms).toISOString() };
  };

  const settleLate = (order: CommandOrder, plan: CommandPlan, step: number, meaning: Meaning): void => {
    if (meaning === 'refused' && step === 0) io.settle(order.command_id, 'FAILED', 'The unit refused the command, late');
    else if (meaning === 'done' && step === plan.texts.length - 1 && plan.evidence === 'answer') {
      io.settle(order.command_id, 'SUCCEEDED', 'The unit confirmed the command, late');
    } else conversation.tell(record_request);
  };

  const runStep = async (order: CommandOrder, plan: CommandPlan, step: number): Promise<Meaning> => {
    const text = plan.texts[step] ?? '';
    assertInTime(order, now(), step > 0);
    asked = text;
    const answer = await conversation.ask(text, (late) => settleLate(order, plan, step, meaningOf(text, late)));
    const meaning = meaningOf(text, answer);
    const detail = { vendor_detail: answer.text };
    if (meaning === 'unclear') throw new AdapterFailure('unknown', 'The unit gave an answer of unknown meaning', detail);
    if (meaning === 'refused' && step > 0) {
      conversation.tell(record_request);
      throw new AdapterFailure('unknown', 'The unit did the first step and refused the second', detail);
    }
    if (meaning === 'refused') throw new AdapterFailure('unit', 'The unit refused the command', detail);
    if (meaning === 'queued' && step < plan.texts.length - 1) {
      throw new AdapterFailure('unknown', 'The unit put off the first step', detail);
    }
    return meaning;
  };

  const requestRecord = (order: CommandOrder): Promise<CommandOutcome> => {
    assertInTime(order, now());
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        waiting = undefined;
      };
      const fail = (failure: AdapterFailure) => {
        finish();
        reject(failure);
      };
      const timer = setTimeout(() => fail(new AdapterFailure('unknown', 'No record came')), timeouts.answer_timeout_ms);
      waiting = {
        since_ms: now() - clock_tolerance_ms,
        reject: fail,
        resolve: () => {
          finish();
          resolve({ status: 'succeeded' });
        },
      };
      conversation.tell(record_request);
    });
  };

  const runPlan = async (order: CommandOrder, plan: CommandPlan): Promise<CommandOutcome> => {
    let meaning: Meaning = 'done';
    for (let step = 0; step < plan.texts.length; step += 1) meaning = await runStep(order, plan, step);
    return plan.evidence === 'answer' && meaning === 'done' ? { status: 'succeeded' } : accepted();
  };

  return {
    run: async (order) => {
      if (running || conversation.isTaken()) throw new AdapterFailure('busy', 'The unit has not answered the command before');
      const plan = planCommand(order.capability, settings, unit.model);
      if (!plan) throw new AdapterFailure('unsupported', 'This installation has no such command');
      running = true;
      try {
        return await (order.capability === 'REQUEST_VEHICLE_STATE' ? requestRecord(order) : runPlan(order, plan));
      } finally {
        running = false;
      }
    },
    configure: async (text) => {
      if (running || conversation.isTaken()) throw new AdapterFailure('busy', 'The unit has not answered the command before');
      running = true;
      try {
        asked = text;
        const answer = await conversation.ask(text, () => {});
        if (meaningOf(text, answer) !== 'done')
          throw new AdapterFailure('unit', 'The unit did not confirm its parameters', { vendor_detail: answer.text });
      } finally {
        running = false;
      }
    },
    receiveAnswer: conversation.receive,
    noteRecords: (newest_ms) => {
      if (waiting && newest_ms >= waiting.since_ms) waiting.resolve();
    },
    close: () => {
      conversation.close();
      waiting?.reject(new AdapterFailure('unknown', 'The connection closed before a record came'));
    },
  };
};
