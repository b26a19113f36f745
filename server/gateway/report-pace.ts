/**
 * How often vehicles of each model report in each mode: learned from the reports themselves, kept over restarts, bounded by the catalogue.
 * Also the silence that each fleet allows. Both are read by ingest for every report, so they lie in memory. Several gateways learn together: each adds
 * to what is stored what it has counted since, and goes on with the sum.
 */
import { findModel } from '#lib/catalogue/catalogue.ts';
import { type PacedVehicle, type PaceRules, paceOf, silenceSeconds } from '#lib/catalogue/pace.ts';
import { type Pace, type ReportMode, report_modes } from '#lib/domain/freshness.ts';
import {
  addInterval,
  empty_histogram,
  type IntervalHistogram,
  intervalQuantile,
  joinHistograms,
  parseHistogram,
  sampleCount,
} from '#lib/domain/interval-histogram.ts';
import { type App, nowAt } from '#server/app.ts';
import { listFleets } from '#server/store/access.ts';
import { readFleetRules } from '#server/store/fleet-rules.ts';
import { listReportIntervals, upsertReportInterval } from '#server/store/report-intervals.ts';
import { write } from '#server/store/write.ts';

/** Of ten reports, nine come within the expected interval. */
const expected_share = 0.9;
/** Fewer say nothing yet. */
const least_samples = 20;
const save_ms = 60_000;
const reload_ms = 15_000;
/** A poll is due a tenth late at worst, and takes a moment. */
const poll_slack = 1.2;

export interface ReportPace {
  start(): Promise<void>;
  /** Two reports in a row of one vehicle, so long apart, in one mode. */
  observe(vehicle_model_id: string, mode: ReportMode, seconds: number): void;
  /** Vehicles of this model are asked every so often: they cannot be expected to be heard of sooner. */
  setPollSeconds(vehicle_model_id: string, seconds: Readonly<Record<ReportMode, number>>): void;
  paceOf(vehicle: PacedVehicle & { fleet_id: string }, mode: ReportMode): Pace;
  silenceMs(vehicle: PacedVehicle & { fleet_id: string }): number;
  /** By fleet, of those that have any. */
  timeouts(): ReadonlyMap<string, PaceRules['timeouts']>;
  reloadTimeouts(): Promise<void>;
  save(): Promise<void>;
  stop(): Promise<void>;
}

interface Learned {
  histogram: IntervalHistogram;
  /** What of it is not stored yet. */
  added: IntervalHistogram;
  poll_seconds: number;
  /** Undefined: to be reckoned anew. */
  expected?: number | undefined;
  reckoned: boolean;
  saved: boolean;
}

const no_timeouts: PaceRules['timeouts'] = {};

export const createReportPace = (app: App): ReportPace => {
  const learned = new Map<string, Learned>();
  let timeouts = new Map<string, PaceRules['timeouts']>();
  let timers: NodeJS.Timeout[] = [];

  const learnedOf = (vehicle_model_id: string, mode: ReportMode): Learned => {
    const key = `${vehicle_model_id}/${mode}`;
    const known = learned.get(key) ?? { histogram: empty_histogram, added: empty_histogram, poll_seconds: 0, reckoned: false, saved: true };
    learned.set(key, known);
    return known;
  };

  const reckon = (entry: Learned): number | undefined => {
    if (entry.reckoned) return entry.expected;
    const usual = sampleCount(entry.histogram) < least_samples ? undefined : intervalQuantile(entry.histogram, expected_share);
    const polled = entry.poll_seconds * poll_slack;
    entry.expected = usual === undefined && polled === 0 ? undefined : Math.max(usual ?? 0, polled);
    entry.reckoned = true;
    return entry.expected;
  };

  const rulesOf = (fleet_id: string): PaceRules => ({
    learnedInterval: (vehicle_model_id, mode) => {
      const entry = learned.get(`${vehicle_model_id}/${mode}`);
      return entry && reckon(entry);
    },
    timeouts: timeouts.get(fleet_id) ?? no_timeouts,
  });

  const load = async () => {
    for (const row of await listReportIntervals(app.db.read)) {
      const histogram = parseHistogram(JSON.parse(row.buckets));
      const mode = report_modes.find((one) => one === row.mode);
      if (histogram && mode && findModel(row.vehicle_model_id)) {
        learned.set(`${row.vehicle_model_id}/${mode}`, {
          histogram,
          added: empty_histogram,
          poll_seconds: 0,
          reckoned: false,
          saved: true,
        });
      }
    }
  };

  const reloadTimeouts = async () => {
    const entries = (await listFleets(app.db.read)).map(
      ({ id, settings }) => [id, readFleetRules(settings).life_status_timeout_in_minutes] as const,
    );
    timeouts = new Map(entries.filter(([, own]) => Object.keys(own).length > 0));
  };

  const save = async () => {
    const changed = [...learned].filter(([, entry]) => !entry.saved && reckon(entry) !== undefined);
    if (changed.length === 0) return;
    const taken = new Map(changed.map(([key, { added }]) => [key, added]));
    for (const [, entry] of changed) Object.assign(entry, { added: empty_histogram, saved: true });
    const stored = await write(app, async (tx) => {
      const rows = new Map((await listReportIntervals(tx)).map((row) => [`${row.vehicle_model_id}/${row.mode}`, row.buckets]));
      const sums = new Map<string, IntervalHistogram>();
      for (const [key, entry] of changed) {
        const [vehicle_model_id = '', mode = ''] = key.split('/');
        const known = parseHistogram(JSON.parse(rows.get(key) ?? 'null')) ?? empty_histogram;
        const histogram = joinHistograms(known, taken.get(key) ?? empty_histogram);
        sums.set(key, histogram);
        await upsertReportInterval(tx, {
          vehicle_model_id,
          mode,
          expected_interval_seconds: Math.round(reckon({ ...entry, histogram, reckoned: false }) ?? 0),
          samples: sampleCount(histogram),
          buckets: JSON.stringify(histogram),
          updated_at: nowAt(app),
        });
      }
      return sums;
    }).catch((error: unknown) => {
      for (const [key, entry] of changed)
        Object.assign(entry, { added: joinHistograms(entry.added, taken.get(key) ?? empty_histogram), saved: false });
      throw error;
    });
    for (const [key, entry] of changed) {
      Object.assign(entry, { histogram: joinHistograms(stored.get(key) ?? empty_histogram, entry.added), reckoned: false });
    }
  };

  return {
    start: async () => {
      await load();
      await reloadTimeouts();
      const quietly = (work: () => Promise<void>, message: string) => () =>
        void work().catch((error: unknown) => app.log.error({ err: error }, message));
      timers = [
        setInterval(quietly(save, 'Usual report intervals not saved'), save_ms),
        setInterval(quietly(reloadTimeouts, 'Settings of fleets not read'), reload_ms),
      ];
    },
    observe: (vehicle_model_id, mode, seconds) => {
      const entry = learnedOf(vehicle_model_id, mode);
      const histogram = addInterval(entry.histogram, seconds);
      if (histogram === entry.histogram) return;
      Object.assign(entry, { histogram, added: addInterval(entry.added, seconds), reckoned: false, saved: false });
    },
    setPollSeconds: (vehicle_model_id, seconds) => {
      for (const mode of report_modes) {
        const entry = learnedOf(vehicle_model_id, mode);
        if (entry.poll_seconds === seconds[mode]) continue;
        Object.assign(entry, { poll_seconds: seconds[mode], reckoned: false, saved: false });
      }
    },
    paceOf: (vehicle, mode) => paceOf(rulesOf(vehicle.fleet_id), vehicle, mode),
    silenceMs: (vehicle) => silenceSeconds(timeouts.get(vehicle.fleet_id) ?? no_timeouts, vehicle) * 1000,
    timeouts: () => timeouts,
    reloadTimeouts,
    save,
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await save().catch((error: unknown) => app.log.error({ err: error }, 'Usual report intervals not saved'));
    },
  };
};
