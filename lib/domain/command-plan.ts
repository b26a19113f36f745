/**
 * A command for many vehicles in two steps: the plan judges each vehicle, the run sends to those that were ready, and to no others.
 * The verdict tells what spoke against the vehicle when the plan was made.
 */
export const plan_verdict_names = ['READY', 'MOVING', 'OFFLINE', 'BUSY', 'NOT_SUPPORTED', 'NOT_ALLOWED'] as const;
export type PlanVerdict = (typeof plan_verdict_names)[number];

export const max_plan_vehicles = 1000;

/** A plan that is not run within this time is void; a run ends after the same time, whatever is still waiting. */
export const plan_lifetime_ms = 600_000;
