import type { UnitRef } from '#lib/domain/telematics.ts';
import type { AttachProgress, AttachStatus } from '../port.ts';
import {
  listServices,
  listVins,
  orderServices,
  readCompatibilities,
  readServiceStatuses,
  registerVin,
  type ServiceDetail,
} from './account.ts';
import type { Access } from './client.ts';
import { vendorCommands } from './commands.ts';
import { fitsPattern, unitSettings } from './settings.ts';
import { registration_note, serviceNote } from './translate.ts';

/** The vendor's word comes as a message; its REST interface is asked as a second source. */
const second_look_ms = 3_600_000;

const waiting = (progress: AttachProgress, detail: string, check_after_ms = second_look_ms): AttachStatus => ({
  status: 'IN_PROGRESS',
  progress,
  check_after_ms,
  detail,
});
const failed = (detail: string): AttachStatus => ({ status: 'FAILED', detail });

const check = async (access: Access, unit: UnitRef): Promise<AttachStatus> => {
  const { connected } = await readCompatibilities(access, unit.unit_id);
  if (!connected) return failed('The manufacturer says that this car has no connectivity.');
  // A car that is registered already gets no second response.
  const registered = (await listVins(access)).includes(unit.unit_id);
  return waiting({ step: registered ? 'order' : 'register' }, 'The car can be connected.', 0);
};

/** A response to an earlier attempt lies in the notes still; only a newer one answers this attempt. */
const register = async (access: Access, unit: UnitRef): Promise<AttachStatus> => {
  const answered_before = unit.notes?.[registration_note]?.timestamp ?? '';
  await registerVin(access, unit.unit_id);
  return waiting({ step: 'await_registration', answered_before }, 'The manufacturer registers the car.');
};

const awaitRegistration = async (access: Access, unit: UnitRef, progress: AttachProgress): Promise<AttachStatus> => {
  const answer = unit.notes?.[registration_note];
  if (answer && answer.timestamp > (progress.answered_before ?? '')) {
    if (answer.value === 'SUCCESSFUL') return waiting({ step: 'order' }, 'The car is registered.', 0);
    if (answer.value.includes('VIN_REGISTRATION_NOT_POSSIBLE')) return failed('The manufacturer cannot register this car.');
    return waiting({ step: 'register' }, 'The registration failed; it is tried again in an hour.');
  }
  const registered = (await listVins(access)).includes(unit.unit_id);
  return registered
    ? waiting({ step: 'order' }, 'The car is registered.', 0)
    : waiting(progress, 'The manufacturer has not confirmed the registration yet.');
};

/** For each wanted name the first service that carries it and that the car can have; the names that none carries. */
const chooseServices = (services: readonly ServiceDetail[], unit: UnitRef) => {
  const carries = (names: (service: ServiceDetail) => string[], wanted: readonly string[]) =>
    wanted.map((pattern) => services.filter((service) => names(service).some((name) => fitsPattern(name, pattern))).map(({ id }) => id));
  const wanted_commands = vendorCommands(unit);
  const by_command = carries(({ commands }) => commands, wanted_commands);
  const by_signal = carries(({ signals }) => signals, unitSettings(unit).signals);
  const chosen = new Set<string>();
  for (const ids of [...by_command, ...by_signal]) {
    const [first] = ids;
    if (first !== undefined && !ids.some((id) => chosen.has(id))) chosen.add(first);
  }
  return { chosen: [...chosen], missing: wanted_commands.filter((_, index) => by_command[index]?.length === 0) };
};

/** Services are found by what they carry, among those that this car can have. */
const order = async (access: Access, unit: UnitRef): Promise<AttachStatus> => {
  const { available } = await readCompatibilities(access, unit.unit_id);
  const services = (await listServices(access)).filter(({ id }) => available.has(id));
  const { chosen, missing } = chooseServices(services, unit);
  if (missing.length > 0) return failed(`The manufacturer offers no service for ${missing.join(', ')} on this car.`);
  await orderServices(access, unit.unit_id, chosen);
  return waiting(
    { step: 'await_services', services: chosen.join(',') },
    'The services are ordered. The car must be reached and started once.',
    0,
  );
};

const judge = (statuses: readonly (string | undefined)[], progress: AttachProgress): AttachStatus => {
  if (statuses.some((status) => status === 'ACTIVATION_FAILED' || status === 'NOT_AVAILABLE')) {
    return failed('A service could not be activated on this car.');
  }
  const active = statuses.filter((status) => status === 'ACTIVE').length;
  if (active === statuses.length) return { status: 'SUCCEEDED' };
  return waiting(progress, `${active} of ${statuses.length} services are active. The car must be reached and started once.`);
};

/** The newer of both sources: what the stream told since the last look, and what the vendor answers now. */
const awaitServices = async (access: Access, unit: UnitRef, progress: AttachProgress): Promise<AttachStatus> => {
  const ids = (progress.services ?? '').split(',').filter((id) => id !== '');
  const told = judge(
    ids.map((id) => unit.notes?.[serviceNote(id)]?.value),
    progress,
  );
  if (told.status === 'SUCCEEDED') return told;
  const statuses = await readServiceStatuses(access, unit.unit_id);
  return judge(
    ids.map((id) => statuses.get(id)),
    progress,
  );
};

/** One step of registering a car and activating the services that its model needs. Every step may be repeated. */
export const attachUnit = (access: Access, unit: UnitRef, progress: AttachProgress): Promise<AttachStatus> => {
  if (progress.step === 'register') return register(access, unit);
  if (progress.step === 'await_registration') return awaitRegistration(access, unit, progress);
  if (progress.step === 'order') return order(access, unit);
  if (progress.step === 'await_services') return awaitServices(access, unit, progress);
  return check(access, unit);
};
