import { z } from 'zod';
import { parseJson } from '../json-answer.ts';
import { type Access, callVendor } from './client.ts';

const Vehicles = z.array(z.looseObject({ vin: z.string() }));
const Compatibilities = z.looseObject({
  vehicleProvidesConnectivity: z.boolean(),
  services: z.array(z.looseObject({ serviceId: z.coerce.string(), available: z.boolean().optional() })).default([]),
});
const Named = z.looseObject({ name: z.string() });
const ServiceDetails = z.looseObject({
  services: z.array(z.looseObject({ id: z.coerce.string(), signals: z.array(Named).default([]), commands: z.array(Named).default([]) })),
});
const ServiceStatuses = z.looseObject({
  services: z.array(z.looseObject({ serviceId: z.coerce.string(), status: z.string() })).default([]),
});

const vehicles_path = '/v1/accounts/vehicles';

/** VINs that are registered with the account. */
export const listVins = async (access: Access): Promise<string[]> => {
  const answer = await callVendor(access, { method: 'GET', path: vehicles_path, accepts: [200] });
  return parseJson(answer, Vehicles).map(({ vin }) => vin.toUpperCase());
};

/** Idempotent; the outcome comes as a message. */
export const registerVin = async (access: Access, vin: string): Promise<void> => {
  await callVendor(access, { method: 'POST', path: vehicles_path, body: [{ vin }], accepts: [200, 201, 202] });
};

/** Ends the services too. A VIN that is not registered is let go already. */
export const removeVin = async (access: Access, vin: string): Promise<void> => {
  await callVendor(access, { method: 'DELETE', path: vehicles_path, body: [{ vin }], accepts: [200, 202, 204, 404] });
};

/** Whether the car has a modem at all, and the ids of the services that it can have. */
export const readCompatibilities = async (access: Access, vin: string): Promise<{ connected: boolean; available: Set<string> }> => {
  const path = `${vehicles_path}/${encodeURIComponent(vin)}/compatibilities`;
  const { vehicleProvidesConnectivity, services } = parseJson(
    await callVendor(access, { method: 'GET', path, accepts: [200] }),
    Compatibilities,
  );
  const available = services.filter((service) => service.available !== false).map(({ serviceId }) => serviceId);
  return { connected: vehicleProvidesConnectivity, available: new Set(available) };
};

export interface ServiceDetail {
  id: string;
  signals: string[];
  commands: string[];
}

/** Service ids are the vendor's catalogue: what a service carries is asked, never assumed. */
export const listServices = async (access: Access): Promise<ServiceDetail[]> => {
  const answer = await callVendor(access, { method: 'GET', path: '/v2/accounts/services/details', accepts: [200] });
  return parseJson(answer, ServiceDetails).services.map(({ id, signals, commands }) => ({
    id,
    signals: signals.map(({ name }) => name),
    commands: commands.map(({ name }) => name),
  }));
};

export const orderServices = async (access: Access, vin: string, service_ids: readonly string[]): Promise<void> => {
  const services = service_ids.map((serviceId) => ({ serviceId, desiredStatus: 'ACTIVE' }));
  await callVendor(access, { method: 'POST', path: '/v2/accounts/vehicles/services', body: [{ vin, services }], accepts: [200, 202] });
};

/** Status by service id: `ACTIVE`, `ACTIVATION_PENDING`, `INACTIVE`, `ACTIVATION_FAILED` or `NOT_AVAILABLE`. */
export const readServiceStatuses = async (access: Access, vin: string): Promise<Map<string, string>> => {
  const path = `/v2/accounts/vehicles/${encodeURIComponent(vin)}/services`;
  const { services } = parseJson(await callVendor(access, { method: 'GET', path, accepts: [200] }), ServiceStatuses);
  return new Map(services.map(({ serviceId, status }) => [serviceId, status]));
};
