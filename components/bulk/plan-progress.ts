import { command_rank } from '#components/commands/command-entries.ts';
import type { CommandPlan, CommandPlanItem, PlanVerdict } from '#lib/contract/command-plans.ts';
import type { CommandStatus } from '#lib/domain/command.ts';
import { plan_verdict_names } from '#lib/domain/command-plan.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';

/** Vehicles of a plan by what the plan says of them, in the order of the verdicts; verdicts of no vehicle are left out. */
export const byVerdict = ({ items }: CommandPlan): [PlanVerdict, CommandPlanItem[]][] =>
  plan_verdict_names
    .map((verdict): [PlanVerdict, CommandPlanItem[]] => [verdict, items.filter((item) => item.verdict === verdict)])
    .filter(([, found]) => found.length > 0);

const isFurther = (item: CommandPlanItem, status: CommandStatus) =>
  item.status === undefined || command_rank[status] >= command_rank[item.status];

/** The plan with what the live stream told of its commands; the same object when it told nothing of them. */
export const withEntries = (plan: CommandPlan, entries: readonly CommandLogEntry[]): CommandPlan => {
  const own = new Map(entries.filter(({ plan_id }) => plan_id === plan.id).map((entry) => [entry.vehicle_id, entry]));
  if (own.size === 0) return plan;
  const items = plan.items.map((item) => {
    const entry = own.get(item.vehicle_id);
    if (!entry || !isFurther(item, entry.status)) return item;
    const { problem_type: _, ...rest } = item;
    return { ...rest, command_id: entry.id, status: entry.status, ...(entry.problem_type && { problem_type: entry.problem_type }) };
  });
  return { ...plan, items };
};

/** Of two readings of one plan, item by item the one that is further along: an answer may be older than what the stream has told. */
export const further = (known: CommandPlan, other: CommandPlan): CommandPlan => {
  if (known.id !== other.id) return other;
  const by_id = new Map(known.items.map((item) => [item.vehicle_id, item]));
  const items = other.items.map((item) => {
    const before = by_id.get(item.vehicle_id);
    if (!before?.status) return item;
    return item.status && isFurther(before, item.status) ? item : before;
  });
  return { ...other, items };
};

const open: readonly CommandStatus[] = ['REQUESTED', 'DISPATCHING', 'ACCEPTED'];

export interface PlanTally {
  sent_to: number;
  done: number;
  /** Proved not to have happened, or never sent. */
  failed: number;
  unknown: number;
  under_way: number;
}

export const tallyPlan = ({ items }: CommandPlan): PlanTally => {
  const statuses = items.flatMap(({ status }) => status ?? []);
  const countOf = (...wanted: CommandStatus[]) => statuses.filter((status) => wanted.includes(status)).length;
  return {
    sent_to: statuses.length,
    done: countOf('SUCCEEDED'),
    failed: countOf('FAILED', 'REJECTED', 'EXPIRED'),
    unknown: countOf('UNKNOWN'),
    under_way: countOf(...open),
  };
};
