/**
 * What happens to commands in a database that was put back: what was asked for then is not sent any more, what was under way then has an unknown
 * outcome, and nothing goes out until a person of the fleet has confirmed (promise P7).
 */

import type { CommandStatus } from '#lib/domain/command.ts';
import { type ProblemKind, problemType } from '#lib/domain/problem.ts';
import type { Query } from '#server/db/dialect.ts';
import { newFlowId } from '#server/ids.ts';
import { commandEvent } from '#server/store/command-events.ts';
import { holdAllFleets } from '#server/store/command-holds.ts';
import { listCommandsByStatus, updateCommandFrom } from '#server/store/commands.ts';
import { endAllWaitingItems } from '#server/store/plan-queue.ts';
import type { Audit, Emit, WriteApp } from '#server/store/write.ts';

const system = { type: 'SYSTEM', id: 'gateway', name: 'Motorpool' } as const;
const at_once = 1000;

const ends = {
  EXPIRED: { from: ['REQUESTED'], kind: 'vehicle/no-connection', detail: 'A backup was restored; the command was not sent.' },
  UNKNOWN: {
    from: ['DISPATCHING', 'ACCEPTED'],
    kind: 'vehicle/command-outcome-unknown',
    detail: 'A backup was restored while the command was under way.',
  },
} as const satisfies Record<string, { from: readonly CommandStatus[]; kind: ProblemKind; detail: string }>;

export interface HeldFleets {
  /** Fleets that are held from now on. */
  held: string[];
  expired: number;
  unknown: number;
}

const endCommands = async (app: Pick<WriteApp, 'clock'>, tx: Query, emit: Emit, status: keyof typeof ends): Promise<number> => {
  const { from, kind, detail } = ends[status];
  const now = new Date(app.clock()).toISOString();
  let ended = 0;
  for (;;) {
    const commands = await listCommandsByStatus(tx, from, at_once);
    for (const { id } of commands) {
      const changes = { status, finished_at: now, problem_type: problemType(kind), problem_detail: detail };
      const moved = await updateCommandFrom(tx, id, from, changes);
      if (moved) emit(commandEvent(moved, now));
    }
    ended += commands.length;
    if (commands.length < at_once) return ended;
  }
};

/** Within a write. */
export const holdAfterRestore = async (app: Pick<WriteApp, 'clock'>, tx: Query, emit: Emit, audit: Audit): Promise<HeldFleets> => {
  const now = new Date(app.clock()).toISOString();
  const expired = await endCommands(app, tx, emit, 'EXPIRED');
  const unknown = await endCommands(app, tx, emit, 'UNKNOWN');
  await endAllWaitingItems(tx, problemType('vehicle/no-connection'));
  const held = await holdAllFleets(tx, now);
  for (const { fleet_id, known_until } of held) {
    audit({
      fleet_id,
      actor: system,
      action: 'fleet.hold-commands',
      object_type: 'fleet',
      object_id: fleet_id,
      detail: { ...(known_until !== null && { known_until }) },
      flow_id: newFlowId(),
    });
  }
  return { held: held.map(({ fleet_id }) => fleet_id), expired, unknown };
};
