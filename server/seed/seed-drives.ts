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
const share_that_drove = 0.2;

const hasRelay = (vehicle: ScenarioVehicle): boolean => stateAt(vehicle, '').driving_enabled !== undefined;

/** What the unit told on the way, from the release of the driving to its end. The log gets it as ingest would have written it; trips are made of that. */
const tellDrive = ({ emit, actor }: SeedWrite, vehicle_id: string, drive: ReturnType<FindPastDrive>, began_ms: number) => {
  for (const [index, { after_s, speed_kmh, vehicle }] of drive.entries()) {
    const ends = index === drive.length - 1;
    const driven: ScenarioVehicle = {
      ...vehicle,
      situation: ends ? 'parked' : 'driving',
      locked: ends && vehicle.locked,
      driving_enabled: !ends,
    };
    const at = new Date(began_ms + after_s * 1000).toISOString();
    const data = toStateRecord(stateAt(driven, at, speed_kmh), { full: index === 0 });
    emit({ fleet_id: actor.fleet_id, type: 'VehicleStateRecorded', vehicle_id, occurred_at: at, flow_id: actor.flow_id, data });
  }
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
  const drives: { drive: ReturnType<FindPastDrive>; began_ms: number }[] = [];
  let standing = vehicle;
  let ended_ms = until_ms - between(random, 4, 300) * minute_ms;
  for (let left = Math.ceil(between(random, 0, 3)); left > 0; left -= 1) {
    const drive = find(standing, random);
    const [first, last] = [drive[0], drive.at(-1)];
    if (!first || !last) break;
    const began_ms = ended_ms - last.after_s * 1000;
    drives.unshift({ drive, began_ms });
    standing = first.vehicle;
    ended_ms = began_ms - between(random, 1, 22) * hour_ms;
  }
  for (const { drive, began_ms } of drives) tellDrive(write, vehicle_id, drive, began_ms);
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
    const { situation, rental, offline_hours } = vehicle;
    if (situation === 'driving') {
      const rented_ms = rental === 'long' ? between(random, 1, 40) * hour_ms : between(random, 3, 50) * minute_ms;
      // Silent since, as long as the demo has not begun.
      const then: ScenarioVehicle = { ...vehicle, situation: 'parked', offline_hours: rented_ms / hour_ms };
      if (hasRelay(vehicle)) await seedState(write, vehicle_id, then, now_ms - rented_ms);
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
