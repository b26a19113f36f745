import { findModel } from '#lib/catalogue/catalogue.ts';
import { createCloudboxxFake } from '../cloudboxx/fake.ts';
import { createNiuFake } from '../niu/fake.ts';
import { createSegwayFake } from '../segway/fake.ts';
import type { DemoFile } from './demo-file.ts';
import type { SimulatedVehicle } from './vehicle.ts';

/** Opens the clouds of the vendors on their ports, each with the simulated vehicles of its brand. Throws when a port is taken. */
export const startVendors = async (demo: DemoFile, vehicles: readonly SimulatedVehicle[], push_url: string, clock: () => number) => {
  const of = (brand: string) => vehicles.filter((vehicle) => vehicle.brand === brand);
  const cloudboxx = createCloudboxxFake({ clock, vehicles: of('CLOUDBOXX'), api_keys: [demo.cloudboxx.api_key] });
  const niu = createNiuFake({ clock, vehicles: of('NIU'), ...demo.niu });
  const { client_id, client_secret } = demo.segway;
  const t60_unit_ids = of('SEGWAY')
    .filter((vehicle) => findModel(vehicle.scenario.vehicle_model_id)?.settings.paths !== undefined)
    .map((vehicle) => vehicle.unit_id);
  const segway = createSegwayFake({ clock, vehicles: of('SEGWAY'), client_id, client_secret, t60_unit_ids });
  segway.control.registerPushUrl(push_url);
  await cloudboxx.listen(demo.vendor_ports.cloudboxx);
  await niu.listen(demo.vendor_ports.niu);
  await segway.listen(demo.vendor_ports.segway);
  const fakes = [cloudboxx, niu, segway];
  return {
    push: segway.control.push,
    push_vehicles: of('SEGWAY'),
    /** Drops what the fakes remember for tests; a demo runs for weeks. */
    forget: (): void => {
      for (const { control } of fakes) {
        control.requests.splice(0);
        control.actuations.splice(0);
      }
    },
    close: async (): Promise<void> => {
      await Promise.all(fakes.map((fake) => fake.close()));
    },
  };
};
