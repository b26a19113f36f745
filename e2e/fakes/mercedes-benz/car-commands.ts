import { randomUUID } from 'node:crypto';
import type { createFakeGarage } from '../fake-vehicle.ts';
import type { FakeRequest } from '../http-fake.ts';
import type { FakeAnswer } from '../http-fault.ts';
import type { createMessages } from './messages.ts';
import { type FakeCar, services } from './signals.ts';
import { vendorProblem } from './vendor-problem.ts';

/** What becomes of a command on its way through the car. */
export type ResultPlan = 'success' | 'failure' | 'late' | 'never' | 'twice' | 'before_202';

export interface CarCommandParts {
  garage: ReturnType<typeof createFakeGarage>;
  messages: ReturnType<typeof createMessages>;
  send: (message: string) => void;
  report: (vin: string) => void;
  /** Status of a car's services by id; undefined for a car that is not the account's. */
  servicesOf: (vin: string) => ReadonlyMap<string, string> | undefined;
  /** Lets happen after the time that this car's results take. */
  soon: (vin: string, work: () => void) => void;
  hold: (work: () => void) => void;
}

const changes: Record<string, Partial<FakeCar>> = {
  'doors-lock': { locked: true },
  'doors-unlock': { locked: false },
  'rental-start': { driving_enabled: true },
  'rental-end': { driving_enabled: false },
};
const door_open = { code: '4002', message: 'Failed due to door is open' };

/** Takes commands by REST and tells their results by the stream. A car with an open door cannot be locked. */
export const createCarCommands = ({ garage, messages, send, report, servicesOf, soon, hold }: CarCommandParts) => {
  const plans: ResultPlan[] = [];

  const carryOut = (vin: string, command: string, tracking_id: string, plan: ResultPlan): void => {
    const car = garage.find(vin);
    // What cannot be reached hears nothing; the vendor has taken the order all the same.
    if (!car?.online) return;
    if (plan === 'failure' || (command === 'doors-lock' && car.doors_open)) {
      send(messages.commandResponse(vin, command, tracking_id, 'FAILED', [door_open]));
      return;
    }
    garage.actuate(car, command, changes[command] ?? {});
    if (plan === 'never') return;
    for (let told = 0; told < (plan === 'twice' ? 2 : 1); told += 1) {
      send(messages.commandResponse(vin, command, tracking_id, 'SUCCESSFUL'));
    }
    report(vin);
  };

  const take = (vin: string, name: string, request: FakeRequest, inert: boolean): FakeAnswer => {
    if (request.body !== '') {
      return vendorProblem(400, '/error/bad-request', { validationErrors: [{ field: 'body', message: 'must be empty' }] });
    }
    const own_services = servicesOf(vin);
    if (!own_services) return vendorProblem(404, '/error/data-not-found', { vin, detail: 'The vehicle is not yours.' });
    const service = services.find(({ commands }) => (commands as readonly string[]).includes(name));
    if (!service) return vendorProblem(404, '/error/data-not-found', { vin, command: name, detail: 'No such command.' });
    if (own_services.get(service.id) !== 'ACTIVE') {
      const detail = 'The required service to execute the command is not active on the given vehicle.';
      return vendorProblem(404, '/error/data-not-found', { vin, serviceId: service.id, detail });
    }
    const tracking_id = randomUUID();
    const plan = plans.shift() ?? 'success';
    const act = () => carryOut(vin, name, tracking_id, plan);
    if (!inert) {
      if (plan === 'before_202') act();
      else if (plan === 'late') hold(act);
      else soon(vin, act);
    }
    return { status: 202, body: { vin, command: name, commandState: 'ACCEPTED', commandTrackingId: tracking_id } };
  };

  return { take, plans };
};
