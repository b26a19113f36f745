import { toStateRecord } from '#lib/domain/state-record.ts';
import { createPastDrives, type FindPastDrive } from '../../e2e/fakes/world/past-drives.ts';
import { between, createRandom, type Random } from '../../e2e/fakes/world/random.ts';
import type { ScenarioVehicle } from '../../e2e/fakes/world/scenario-vehicle.ts';
import type { SeedWrite } from './seed-vehicles.ts';
import { seedState, stateAt } from './starting-states.ts';

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
/** A vehicle that speaks did so this long before the demo begins. */
const just_now_ms = minute_ms;
const share_that_drove = 0.14;

const hasRelay = (vehicle: ScenarioVehicle): boolean => stateAt(vehicle, '').driving_enabled !== undefined;

type Drive = ReturnType<FindPastDrive>;

/** What a unit told, as ingest would have written it; trips are made of that. */
const tell = (
  { emit, actor }: SeedWrite,
  vehicle_id: string,
  vehicle: ScenarioVehicle,
  at_ms: number,
  speed_kmh: number,
  full: boolean,
) => {
  const at = new Date(at_ms).toISOString();
  const data = toStateRecord(stateAt(vehicle, at, speed_kmh), { full });
  emit({ fleet_id: actor.fleet_id, type: 'VehicleStateRecorded', vehicle_id, occurred_at: at, flow_id: actor.flow_id, data });
};

/** The way of a drive, driving enabled; its last moment is told by the caller. */
const tellWay = (write: SeedWrite, vehicle_id: string, drive: Drive, began_ms: number) => {
  for (const [index, { after_s, speed_kmh, vehicle }] of drive.slice(0, -1).entries()) {
    const driven: ScenarioVehicle = { ...vehicle, situation: 'driving', locked: false, driving_enabled: true };
    tell(write, vehicle_id, driven, began_ms + after_s * 1000, speed_kmh, index === 0);
  }
};

/** Rented some minutes ago, and on the way to where the demo begins; or for hours, of which only the beginning is told. */
const seedRental = async (write: SeedWrite, vehicle_id: string, vehicle: ScenarioVehicle, find: FindPastDrive, random: Random) => {
  const told_ms = write.app.clock() - just_now_ms;
  const begin = (from: ScenarioVehicle, at_ms: number) => tell(write, vehicle_id, { ...from, situation: 'parked' }, at_ms, 0, true);
  if (vehicle.rental === 'long') {
    const hours = between(random, 1, 40);
    begin({ ...vehicle, mileage_km: vehicle.mileage_km - between(random, 3, 8) * hours }, told_ms - hours * hour_ms);
  } else {
    const drive = find(vehicle, random);
    const began_ms = told_ms - (drive.at(-1)?.after_s ?? 0) * 1000;
    begin(drive[0]?.vehicle ?? vehicle, began_ms - between(random, 1, 6) * minute_ms);
    tellWay(write, vehicle_id, drive, began_ms);
  }
  await seedState(write, vehicle_id, vehicle, told_ms);
};

/** One to three drives, the last one shortly before `until_ms`. */
const seedFormerDrives = (
  write: SeedWrite,
  vehicle_id: string,
  vehicle: ScenarioVehicle,
  until_ms: number,
  find: FindPastDrive,
  random: Random,
) => {
  const drives: { drive: Drive; began_ms: number; ended_ms: number; stood: ScenarioVehicle }[] = [];
  let standing = vehicle;
  let ended_ms = until_ms - between(random, 4, 300) * minute_ms;
  for (let left = Math.ceil(between(random, 0, 3)); left > 0; left -= 1) {
    const drive = find(standing, random);
    const [first, last] = [drive[0], drive.at(-1)];
    if (!first || !last) break;
    const began_ms = ended_ms - last.after_s * 1000;
    drives.unshift({ drive, began_ms, ended_ms, stood: standing });
    standing = first.vehicle;
    ended_ms = began_ms - between(random, 1, 22) * hour_ms;
  }
  for (const { drive, began_ms, ended_ms, stood } of drives) {
    tellWay(write, vehicle_id, drive, began_ms);
    tell(write, vehicle_id, stood, ended_ms, 0, false);
  }
};

/**
 * What the fleet did before the demo begins: who is rented has been for a while, and some of those that stand have driven in the last days.
 * Vehicles that are silent have spoken last when they fell silent; of the others only those that are told of here have spoken at all.
 */
export const createHistory = (seed: number) => {
  const random = createRandom(seed);
  const find = createPastDrives();
  return async (write: SeedWrite, vehicle_id: string, vehicle: ScenarioVehicle): Promise<void> => {
    const now_ms = write.app.clock();
    const { situation, offline_hours } = vehicle;
    if (situation === 'driving') {
      if (hasRelay(vehicle)) await seedRental(write, vehicle_id, vehicle, find, random);
      return;
    }
    const told_ms = offline_hours === undefined ? now_ms - just_now_ms : now_ms - offline_hours * hour_ms;
    const drove = situation === 'parked' && !vehicle.driving_enabled && hasRelay(vehicle) && vehicle.stale_position_hours === undefined;
    if (drove && (offline_hours !== undefined || random() < share_that_drove)) {
      seedFormerDrives(write, vehicle_id, vehicle, told_ms, find, random);
      return seedState(write, vehicle_id, vehicle, told_ms);
    }
    if (offline_hours !== undefined) await seedState(write, vehicle_id, vehicle, told_ms);
  };
};
