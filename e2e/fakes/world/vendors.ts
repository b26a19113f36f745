import { findModel } from '#lib/catalogue/catalogue.ts';
import { createCloudboxxFake } from '../cloudboxx/fake.ts';
import { createMercedesBenzCloud } from '../mercedes-benz/cloud.ts';
import { createNiuFake } from '../niu/fake.ts';
import { createSegwayFake } from '../segway/fake.ts';
import { createFakeSmtp, type ReceivedMail } from '../smtp/fake-smtp.ts';
import { playConnectedCars } from './connected-cars.ts';
import type { DemoFile } from './demo-file.ts';
import type { SimulatedVehicle } from './vehicle.ts';

export interface VendorOptions {
  demo: DemoFile;
  vehicles: readonly SimulatedVehicle[];
  /** Where one of them sends its pushes. */
  push_url: string;
  /** This demo ran before. */
  resumed: boolean;
  clock: () => number;
  onMail: (mail: ReceivedMail) => void;
}

/** A log of the demo keeps the messages of an hour or more. */
const most_messages = 2_000;

/** Opens the clouds of the vendors on their ports, each with the simulated vehicles of its brand. Throws when a port is taken. */
export const startVendors = async ({ demo, vehicles, push_url, resumed, clock, onMail }: VendorOptions) => {
  const of = (brand: string) => vehicles.filter((vehicle) => vehicle.brand === brand);
  const cloudboxx = createCloudboxxFake({ clock, vehicles: of('CLOUDBOXX'), api_keys: [demo.cloudboxx.api_key] });
  const niu = createNiuFake({ clock, vehicles: of('NIU'), ...demo.niu });
  const { client_id, client_secret } = demo.segway;
  const t60_unit_ids = of('SEGWAY')
    .filter((vehicle) => findModel(vehicle.scenario.vehicle_model_id)?.settings.paths !== undefined)
    .map((vehicle) => vehicle.unit_id);
  const segway = createSegwayFake({ clock, vehicles: of('SEGWAY'), client_id, client_secret, t60_unit_ids });
  segway.control.registerPushUrl(push_url);
  const cars = of('MERCEDES_BENZ');
  const { pace, without_connectivity } = playConnectedCars(cars, resumed);
  const mercedes_benz = createMercedesBenzCloud({ clock, vehicles: cars, ...demo.mercedes_benz, ...pace, most_messages });
  if (without_connectivity) mercedes_benz.control.without_connectivity.add(without_connectivity);
  await cloudboxx.listen(demo.vendor_ports.cloudboxx);
  await niu.listen(demo.vendor_ports.niu);
  await segway.listen(demo.vendor_ports.segway);
  await mercedes_benz.listen({ http: demo.vendor_ports.mercedes_benz, kafka: demo.vendor_ports.kafka });
  const mail = createFakeSmtp({ onMail });
  // A demo that an earlier version made has no port for it.
  if (demo.vendor_ports.mail > 0) await mail.listen(demo.vendor_ports.mail);
  const fakes = [cloudboxx, niu, segway, mercedes_benz];
  return {
    push: segway.control.push,
    push_vehicles: of('SEGWAY'),
    report: (unit_id: string) => mercedes_benz.control.report(unit_id),
    reporting_vehicles: cars,
    /** Drops what the fakes remember for tests; a demo runs for weeks. */
    forget: (): void => {
      for (const { control } of fakes) {
        control.requests.splice(0);
        control.actuations.splice(0);
      }
      mail.received.splice(0);
    },
    close: async (): Promise<void> => {
      await Promise.all([...fakes, mail].map((fake) => fake.close()));
    },
  };
};
