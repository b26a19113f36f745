import type { VehicleModel } from '#lib/domain/telematics.ts';
import type { TrackUnit } from '../../../e2e/fakes/track-ascii/unit.ts';
import type { Rig } from '../conformance/rig.fixture.ts';
import { late_answer_ms, type SocketRigParts, startSocketRig } from '../conformance/socket-rig.fixture.ts';
import { wait } from '../conformance/wait.fixture.ts';
import type { SocketAdapter } from '../port.ts';

export const rig_password = 'Zk7Yq2';

/** A unit that speaks @Track in ASCII, as the conformance suite's rig. */
export const startTrackRig = (parts: {
  adapter: SocketAdapter;
  model: VehicleModel;
  electric: boolean;
  createUnit: SocketRigParts<TrackUnit>['createUnit'];
  /** Messages that together show the state. */
  messagesOf: (unit: TrackUnit) => readonly string[];
  more_faults?: SocketRigParts<TrackUnit>['faults'];
}): Promise<Rig> =>
  startSocketRig({
    ...parts,
    knows_locks: false,
    password: rig_password,
    report: async (unit) => {
      for (const message of parts.messagesOf(unit)) unit.report(message);
      // What is sent later is answered later: the heartbeat's answer says that the reports are dealt with.
      const beats = unit.stats.heartbeats_answered;
      unit.beat();
      await wait(() => unit.stats.heartbeats_answered > beats);
    },
    parts: (unit) => unit.fieldsOf(parts.messagesOf(unit).at(-1) ?? '').map((_, index) => String(index)),
    leaveOut: (unit, part) => {
      unit.faults = part === undefined ? {} : { without_field: Number(part) };
    },
    isReading: (text) => text.startsWith('GTRTO,1,'),
    // Behind the sub-command stand the instant at which it was sent and how long it holds.
    wordsOf: (text) => (text.startsWith('GTRTO,') ? text.split(',', 2).join(',') : text),
    faults: {
      ignored: (unit) => {
        unit.faults = { silent: true };
      },
      unanswered: (unit) => {
        unit.faults = { mute: true, eventless: true };
      },
      late: (unit) => {
        unit.faults = { ack_after_ms: late_answer_ms };
      },
      cut_off: (unit) => {
        unit.faults = { hangs_up: true };
      },
      pretended: (unit) => {
        unit.faults = { pretend: true };
      },
      told_twice: (unit) => {
        unit.faults = { double_ack: true };
      },
      ...parts.more_faults,
    },
  });
