/**
 * The steps of a command in the database, each one conditional update: whoever comes second changes nothing.
 * The first of them is `claim`; nothing here ever moves a command back to REQUESTED.
 */
import { type ProblemKind, problemType } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { commandEvent } from '#server/store/command-events.ts';
import { findCommandResult } from '#server/store/command-results.ts';
import { type CommandRow, findCommandById, listCommandsByStatus, updateCommandFrom } from '#server/store/commands.ts';
import { listGateways } from '#server/store/gateways.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { type Emit, write } from '#server/store/write.ts';
import type { Post } from './office.ts';
import { stateProves } from './settle-by-state.ts';

type From = Parameters<typeof updateCommandFrom>[2];
type Changes = Parameters<typeof updateCommandFrom>[3];

/** Moves the command on and tells it; undefined when it stands elsewhere by now. */
export const step = async (
  app: App,
  tx: Query,
  emit: Emit,
  command: CommandRow,
  from: From,
  changes: Changes,
): Promise<CommandRow | undefined> => {
  const moved = await updateCommandFrom(tx, command.id, from, changes);
  if (moved) emit(commandEvent(moved, nowAt(app)));
  return moved;
};

export const ended = (app: App, status: 'REJECTED' | 'FAILED' | 'UNKNOWN' | 'EXPIRED', kind: ProblemKind, detail: string): Changes => ({
  status,
  finished_at: nowAt(app),
  problem_type: problemType(kind),
  problem_detail: detail,
});

/** Whether a command is still this gateway's to deal with. */
export type IsOurs = (tx: Query) => Promise<boolean>;

/** Ends a command that cannot be sent. Left alone when it is another gateway's by now: that one may know a way. */
export const endUnsent = (app: App, post: Post, command: CommandRow, kind: ProblemKind, detail: string, isOurs?: IsOurs) =>
  write(app, async (tx, emit) => {
    if (!(await post.hold(tx)) || (isOurs && !(await isOurs(tx)))) return undefined;
    return step(app, tx, emit, command, ['REQUESTED'], ended(app, 'FAILED', kind, detail));
  });

/** Before a further step of a command that takes several: nobody has taken over or ended it meanwhile. */
export const isStillOurs = (app: App, post: Post, command_id: string): Promise<boolean> =>
  write(app, async (tx) => {
    if (!(await post.hold(tx))) return false;
    const command = await findCommandById(tx, command_id);
    return command?.status === 'DISPATCHING' && command.gateway_epoch === post.epoch;
  });

/**
 * Vendor or unit has taken the command. When the newest state already shows the effect, it is done. The vehicle is locked as ingest locks it,
 * so that of a state and a status that come together the later one sees the earlier.
 */
export const accept = (app: App, command: CommandRow, accepted: { tracking_id?: string | undefined; confirm_by: string }) =>
  write(app, async (tx, emit) => {
    await app.db.dialect.lockVehicles(tx, [command.vehicle_id]);
    const changes = {
      status: 'ACCEPTED',
      accepted_at: nowAt(app),
      confirm_by: accepted.confirm_by,
      tracking_id: accepted.tracking_id ?? null,
    };
    const moved = await step(app, tx, emit, command, ['DISPATCHING'], changes);
    if (moved && stateProves(moved, await getLatestState(tx, moved.vehicle_id))) return succeedIn(app, tx, emit, moved, 'STATE');
    const early = moved?.tracking_id ? await findCommandResult(tx, moved.fleet_id, moved.tracking_id) : undefined;
    return moved && early ? applyResult(app, tx, emit, moved, early) : moved;
  });

/** What the vendor's stream says became of a command that it had taken. */
export const applyResult = (app: App, tx: Query, emit: Emit, command: CommandRow, result: { outcome: string; detail: string }) => {
  if (result.outcome === 'SUCCEEDED') return succeedIn(app, tx, emit, command, 'ANSWER');
  if (result.outcome === 'FAILED') {
    return endSentIn(app, tx, emit, command, 'FAILED', 'third-party/error', result.detail, ['DISPATCHING', 'ACCEPTED', 'UNKNOWN']);
  }
  return endSentIn(app, tx, emit, command, 'UNKNOWN', 'vehicle/command-outcome-unknown', result.detail, ['DISPATCHING', 'ACCEPTED']);
};

export const succeedIn = (app: App, tx: Query, emit: Emit, command: CommandRow, settled_by: 'ANSWER' | 'STATE') =>
  step(app, tx, emit, command, ['DISPATCHING', 'ACCEPTED', 'UNKNOWN'], {
    status: 'SUCCEEDED',
    settled_by,
    finished_at: nowAt(app),
    problem_type: null,
    problem_detail: null,
  });

/** Ends a sent command without success. An UNKNOWN one whose effect the newest state shows already is done after all. The vehicle is locked. */
const endSentIn = async (
  app: App,
  tx: Query,
  emit: Emit,
  command: CommandRow,
  status: 'FAILED' | 'UNKNOWN',
  kind: ProblemKind,
  detail: string,
  from: From,
) => {
  const moved = await step(app, tx, emit, command, from, ended(app, status, kind, detail));
  const proven = moved?.status === 'UNKNOWN' && stateProves(moved, await getLatestState(tx, moved.vehicle_id));
  return proven ? succeedIn(app, tx, emit, moved, 'STATE') : moved;
};

export const endSent = (app: App, command: CommandRow, status: 'FAILED' | 'UNKNOWN', kind: ProblemKind, detail: string, from?: From) =>
  write(app, async (tx, emit) => {
    await app.db.dialect.lockVehicles(tx, [command.vehicle_id]);
    return endSentIn(app, tx, emit, command, status, kind, detail, from ?? ['DISPATCHING', 'ACCEPTED']);
  });

const lost = 'The gateway stopped while the command was under way.';
const unconfirmed = 'The command was accepted, but the vehicle has not confirmed it in time.';

/**
 * What nobody is sending any more may have acted or not: left by a gateway that is no longer in office, or by this one when its outcome could not be
 * stored. Never sent again. What a gateway in office sends is never touched: the commands are read before the gateways, so none of them can be a newcomer's.
 */
export const recoverCommands = async (app: App, post: Post, isUnderWay: (command_id: string) => boolean): Promise<number> => {
  const dispatching = await listCommandsByStatus(app.db.read, ['DISPATCHING'], 10_000);
  if (dispatching.length === 0) return 0;
  const in_office = new Set((await listGateways(app.db.read)).map(({ epoch }) => epoch));
  const orphans = dispatching.filter(({ id, gateway_epoch }) => {
    const of_epoch = gateway_epoch ?? 0;
    return of_epoch === post.epoch ? !isUnderWay(id) : !in_office.has(of_epoch);
  });
  for (const command of orphans) await endSent(app, command, 'UNKNOWN', 'vehicle/command-outcome-unknown', lost, ['DISPATCHING']);
  return orphans.length;
};

export const endUnconfirmed = async (app: App): Promise<void> => {
  const now = nowAt(app);
  const accepted = await listCommandsByStatus(app.db.read, ['ACCEPTED']);
  for (const command of accepted.filter(({ confirm_by }) => confirm_by !== null && confirm_by < now)) {
    await endSent(app, command, 'UNKNOWN', 'vehicle/command-outcome-unknown', unconfirmed, ['ACCEPTED']);
  }
};
