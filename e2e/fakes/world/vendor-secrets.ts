/** What opens the fake vendors, and the same as the credentials that a fleet stores for the real adapters. */
import { findBrand } from '#lib/catalogue/catalogue.ts';
import { mercedesBenzCredentials } from '../mercedes-benz/cloud.ts';
import type { DemoFile } from './demo-file.ts';
import type { ScenarioVehicle } from './scenario-vehicle.ts';

/** How many ports the fake vendors need. */
export const vendor_port_count = 6;

export interface VendorSecrets extends Pick<DemoFile, 'vendor_ports' | 'cloudboxx' | 'niu' | 'mercedes_benz'> {
  segway: Omit<DemoFile['segway'], 'push_path'>;
}

const pushing_brand = 'SEGWAY';

/** New secrets of fake vendors that listen on these ports, in the order of `vendor_ports`. */
export const makeVendorSecrets = (ports: readonly number[], makeSecret: () => string): VendorSecrets => {
  const [cloudboxx = 0, niu = 0, segway = 0, mercedes_benz = 0, kafka = 0, mail = 0] = ports;
  return {
    vendor_ports: { cloudboxx, niu, segway, mercedes_benz, kafka, mail },
    cloudboxx: { api_key: makeSecret() },
    niu: { client_id: 'demo-fleet', client_secret: makeSecret() },
    segway: { client_id: 'E00001', client_secret: makeSecret() },
    mercedes_benz: { client_id: 'demo-fleet', client_secret: makeSecret() },
  };
};

/** Values of the fields that each brand declares. */
export const vendorCredentials = ({
  vendor_ports,
  cloudboxx,
  niu,
  segway,
  mercedes_benz,
}: VendorSecrets): { brand: string; values: Record<string, string> }[] => [
  { brand: 'CLOUDBOXX', values: { ...cloudboxx, base_url: `http://127.0.0.1:${vendor_ports.cloudboxx}/api` } },
  { brand: 'NIU', values: { ...niu, base_url: `http://127.0.0.1:${vendor_ports.niu}` } },
  { brand: pushing_brand, values: { ...segway, base_url: `http://127.0.0.1:${vendor_ports.segway}` } },
  {
    brand: 'MERCEDES_BENZ',
    values: mercedesBenzCredentials(mercedes_benz, { http: vendor_ports.mercedes_benz, kafka: vendor_ports.kafka }),
  },
];

/** `push_paths`: by brand, where the gateway takes a vendor's pushes. */
export const composeDemoFile = (
  secrets: VendorSecrets,
  push_paths: ReadonlyMap<string, string>,
  more: Pick<DemoFile, 'scenario' | 'api_client' | 'unit_passwords'>,
): DemoFile => ({
  version: 1,
  ...secrets,
  segway: { ...secrets.segway, push_path: push_paths.get(pushing_brand) ?? '' },
  ...more,
});

/** A password for each unit that has one of its own, by unit id. Six characters: what all makers take. */
export const makeUnitPasswords = (vehicles: readonly ScenarioVehicle[], makeSecret: () => string): Record<string, string> =>
  Object.fromEntries(
    vehicles
      .filter(({ brand }) => findBrand(brand)?.authentication === 'INDIVIDUAL')
      .map(({ unit_id }) => [
        unit_id,
        makeSecret()
          .replace(/[^0-9A-Za-z]/g, '')
          .slice(0, 6),
      ]),
  );
