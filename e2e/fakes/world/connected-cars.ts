/** The cars of the demo that their maker connects: most are in its care, one is just being taken in, one never can be, and one has a door open. */
import type { MercedesBenzCloudOptions } from '../mercedes-benz/cloud.ts';
import type { SimulatedVehicle } from './vehicle.ts';

const usual_result_ms = 1_500;
const late_result_ms = 25_000;
/** Every so many results take long. */
const late_every = 5;
const activation_ms = 60_000;

/** Parked and awake, in the fleet's order: who waits for his setup, who gets none, whose door is open. */
const chooseRoles = (vehicles: readonly SimulatedVehicle[]) => {
  const [waiting, hopeless, open] = vehicles.filter(({ phase, online, rental }) => phase === 'parked' && online && !rental);
  return { waiting, hopeless, open };
};

/** `resumed`: the demo ran before, and what was being taken in then is in the maker's care by now. */
export const playConnectedCars = (vehicles: readonly SimulatedVehicle[], resumed: boolean) => {
  const { waiting, hopeless, open } = chooseRoles(vehicles);
  if (open) open.doors_open = true;
  let results = 0;
  const outside = [hopeless, ...(resumed ? [] : [waiting])];
  const pace: Pick<MercedesBenzCloudOptions, 'registered' | 'result_after_ms' | 'activation_after_ms'> = {
    registered: vehicles.filter((vehicle) => !outside.includes(vehicle)).map(({ unit_id }) => unit_id),
    result_after_ms: () => {
      results += 1;
      return results % late_every === 0 ? late_result_ms : usual_result_ms;
    },
    activation_after_ms: () => activation_ms,
  };
  return { pace, without_connectivity: hopeless?.unit_id };
};
