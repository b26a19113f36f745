import type { Actor } from '#lib/domain/access.ts';
import { type CommandStatus, commandDefinition, open_command_statuses } from '#lib/domain/command.ts';
import { Problem, type ProblemKind, problemType } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { commandEvent } from '#server/store/command-events.ts';
import { type CommandRow, findCommand, updateCommandFrom } from '#server/store/commands.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { write } from '#server/store/write.ts';
import type { Call, Service } from './call.ts';
import { requestCommand } from './commands.ts';
import { waitUntil } from './wait-until.ts';

const isOpen = ({ status }: { status: CommandStatus }) => (open_command_statuses as readonly CommandStatus[]).includes(status);

const unknownOutcome = (row: CommandRow): Problem => {
  if (commandDefinition(row.command).harmless)
    return new Problem('vehicle/no-connection', 'The vehicle did not answer in time.', { command_id: row.id });
  const detail = 'The command was sent, but nothing proves what became of it. Ask the command log before you try again.';
  return new Problem('vehicle/command-outcome-unknown', detail, { command_id: row.id, outcome: 'UNKNOWN', retry_safe: false });
};

/** Seconds after which it is worth trying again. */
const retry_after: Partial<Record<ProblemKind, number>> = {
  'service-unavailable': 30,
  'vehicle/conflicting-command': 5,
  'too-many-requests': 60,
};

/** Throws the problem that a finished command stands for; returns for SUCCEEDED. */
const requireSuccess = (row: CommandRow): void => {
  if (row.status === 'SUCCEEDED') return;
  if (row.status === 'UNKNOWN') throw unknownOutcome(row);
  if (row.status === 'EXPIRED') {
    throw new Problem('vehicle/no-connection', 'The command was not sent in time and will not be sent.', {
      command_id: row.id,
      outcome: 'NOT_SENT',
      retry_safe: true,
    });
  }
  const kind = (row.problem_type ?? '/problems/internal-server-error').replace('/problems/', '') as ProblemKind;
  const seconds = retry_after[kind];
  const extras = { command_id: row.id, ...(seconds !== undefined && { retry_after_seconds: seconds }) };
  throw new Problem(kind, row.problem_detail ?? 'The command failed.', extras);
};

/** Nobody waits any more: what was not sent yet never will be. Undefined when the gateway was faster. */
const expireCommand = (app: App, row: CommandRow): Promise<CommandRow | undefined> =>
  write(app, async (tx, emit) => {
    const expired = await updateCommandFrom(tx, row.id, ['REQUESTED'], {
      status: 'EXPIRED',
      finished_at: nowAt(app),
      problem_type: problemType('vehicle/no-connection'),
    });
    if (expired) emit(commandEvent(expired, nowAt(app)));
    return expired;
  });

/** Where the command stands when its time is over: finished, expired by us, or under way at the gateway. */
const awaitOutcome = async (app: App, actor: Actor, command_id: string, answer_limit_ms: number): Promise<CommandRow> => {
  const find = () => findCommand(app.db.read, actor.fleet_id, command_id);
  const look = async () => {
    const row = await find();
    return row && !isOpen(row) ? row : undefined;
  };
  const finished = await waitUntil(app.db, look, answer_limit_ms);
  if (finished) return finished;
  const row = await find();
  const last = row && ((await expireCommand(app, row)) ?? (await find()));
  if (!last) throw new Problem('resource-not-found', 'The vehicle has been removed meanwhile.');
  return last;
};

/**
 * Sends a command and waits for its outcome, at most so long. Answers the vehicle state, or throws the problem of the outcome table.
 * Whoever repeats an idempotency key is told the outcome of then, or 409 while there is none: the first caller's wait is not taken over.
 */
export const createRunCommand =
  (answer_limit_ms: number): Service<'runCommand'> =>
  async (app, actor, call: Call<'runCommand'>) => {
    let replayed = false;
    const onReplay = () => {
      replayed = true;
      call.onReplay?.();
    };
    const requested = await requestCommand(app, actor, { ...call, onReplay });
    if (replayed && isOpen(requested)) {
      const extras = { command_id: requested.id, retry_after_seconds: 5 };
      throw new Problem('vehicle/conflicting-command', `Command ${requested.id} with this Idempotency-Key is still running.`, extras);
    }
    const last = await awaitOutcome(app, actor, requested.id, answer_limit_ms);
    if (isOpen(last)) throw unknownOutcome(last);
    requireSuccess(last);
    return getLatestState(app.db.read, last.vehicle_id);
  };

/** The HTTP answer comes within 30 s; the command may go on. */
export const runCommand = createRunCommand(30_000);
