import { ownInterval, type PaceRules, paceOf } from '#lib/catalogue/pace.ts';
import type { VehicleFreshness } from '#lib/contract/health.ts';
import type { Actor } from '#lib/domain/access.ts';
import { freshnessAt, freshnessInstants, modeOfState, type Pace } from '#lib/domain/freshness.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { App } from '#server/app.ts';
import { findFleet } from '#server/store/access.ts';
import { readFleetRules } from '#server/store/fleet-rules.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { listReportIntervals } from '#server/store/report-intervals.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { getUsableRow } from './change-vehicle.ts';

/** What the gateway has learned and the fleet has set. */
export const readPaceRules = async (app: App, actor: Actor): Promise<PaceRules> => {
  const [rows, fleet] = await Promise.all([listReportIntervals(app.db.read), findFleet(app.db.read, actor.fleet_id)]);
  const learned = new Map(rows.map((row) => [`${row.vehicle_model_id}/${row.mode}`, row.expected_interval_seconds]));
  return {
    learnedInterval: (vehicle_model_id, mode) => learned.get(`${vehicle_model_id}/${mode}`),
    timeouts: readFleetRules(fleet?.settings ?? '{}').life_status_timeout_in_minutes,
  };
};

interface PacedRow {
  telematics_brand: string;
  vehicle_model_id: string;
  unit_settings: string;
}

export const paceOfRow = (rules: PaceRules, row: PacedRow, state: VehicleState): Pace => {
  const { telematics_brand: brand, vehicle_model_id, unit_settings } = row;
  return paceOf(rules, { brand, vehicle_model_id, report_interval_in_seconds: ownInterval(unit_settings) }, modeOfState(state));
};

/** How far the vehicle's state may be trusted by its age, and until when this answer holds. */
export const getFreshness: Service<'getFreshness'> = async (app, actor, { params }): Promise<VehicleFreshness> => {
  authorise(actor, 'getFreshness');
  const row = await getUsableRow(app.db.read, actor, params.vehicle_id);
  const [rules, state] = await Promise.all([readPaceRules(app, actor), getLatestState(app.db.read, row.id)]);
  const pace = paceOfRow(rules, row, state);
  const mode = modeOfState(state);
  const { expected_interval_seconds, silence_seconds } = pace;
  const told = { mode, expected_interval_seconds, silence_seconds };
  if (row.last_contact_at === null) return { value: 'silent', ...told };
  const instants = freshnessInstants(Date.parse(row.last_contact_at), pace);
  const at = (ms: number) => new Date(ms).toISOString();
  return {
    value: freshnessAt(instants, app.clock(), row.life_status === 'OFFLINE'),
    ...told,
    last_contact_at: row.last_contact_at,
    due_at: at(instants.due_ms),
    overdue_at: at(instants.overdue_ms),
    silent_at: at(instants.silent_ms),
  };
};
