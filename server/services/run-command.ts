import { commandByName, commandDefinition, open_command_statuses } from '#lib/domain/command.ts';
import { Problem, type ProblemKind } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { commandEvent } from '#server/store/command-events.ts';
import { type CommandRow, findCommand, updateCommandFrom } from '#server/store/commands.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { write } from '#server/store/write.ts';
import type { Call, Service } from './call.ts';
import { requestCommand } from './commands.ts';
import { waitUntil } from './wait-until.ts';

/** The HTTP answer comes within this time; the command may go on. */
export const answer_limit_ms = 30_000;

const isOpen = (row: CommandRow) => (open_command_statuses as readonly string[]).includes(row.status);

const unknownOutcome = (row: CommandRow, harmless: boolean): Problem =>
  harmless
    ? new Problem('vehicle/no-connection', 'The vehicle did not answer in time.', { command_id: row.id })
    : new Problem(
        'vehicle/command-outcome-unknown',
        'The command was sent, but nothing proves what became of it. Ask the command log before you try again.',
        {
          command_id: row.id,
          outcome: 'UNKNOWN',
          retry_safe: false,
        },
      );

/** Throws the problem that a finished command stands for; returns for SUCCEEDED. */
const requireSuccess = (row: CommandRow): void => {
  if (row.status === 'SUCCEEDED') return;
  const { harmless = false } = commandDefinition(row.command);
  if (row.status === 'UNKNOWN') throw unknownOutcome(row, harmless);
  if (row.status === 'EXPIRED') {
    throw new Problem('vehicle/no-connection', 'The command was not sent in time and will not be sent.', {
      command_id: row.id,
      outcome: 'NOT_SENT',
      retry_safe: true,
    });
  }
  const kind = (row.problem_type ?? '/problems/internal-server-error').replace('/problems/', '') as ProblemKind;
  throw new Problem(kind, row.problem_detail ?? 'The command failed.', { command_id: row.id });
};

/** Nobody waits any more: what was not sent yet never will be. Undefined when the gateway was faster. */
const expireCommand = (app: App, row: CommandRow): Promise<CommandRow | undefined> =>
  write(app, async (tx, emit) => {
    const expired = await updateCommandFrom(tx, row.id, ['REQUESTED'], { status: 'EXPIRED', finished_at: nowAt(app) });
    if (expired) emit(commandEvent(expired, nowAt(app)));
    return expired;
  });

/** Sends a command and waits for its outcome, at most 30 s. Answers the vehicle state, or throws the problem of the outcome table. */
export const runCommand: Service<'runCommand'> = async (app, actor, call: Call<'runCommand'>) => {
  const requested = await requestCommand(app, actor, call);
  const look = async () => {
    const row = await findCommand(app.db.read, actor.fleet_id, requested.id);
    return row && !isOpen(row) ? row : undefined;
  };
  const finished = await waitUntil(app.db, look, answer_limit_ms);
  const row = finished ?? (await findCommand(app.db.read, actor.fleet_id, requested.id));
  if (!row) throw new Problem('resource-not-found', `There is no vehicle ${call.params.vehicle_id} in this fleet.`);
  const last = finished ?? (await expireCommand(app, row)) ?? row;
  if (isOpen(last)) throw unknownOutcome(last, commandDefinition(commandByName(call.params.command) ?? last.command).harmless ?? false);
  requireSuccess(last);
  return getLatestState(app.db.read, last.vehicle_id);
};
