/**
 * `demo.json`: what the seed tells the process that plays the vendors. Written once, mode 600, into the data directory.
 * Ports of Motorpool itself are not in it: they come from the settings of the running installation.
 */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const port = z.int().min(1).max(65535);

export const DemoFile = z.strictObject({
  version: z.literal(1),
  scenario: z.strictObject({ seed: z.int(), count: z.int().positive() }),
  /** Where each fake vendor listens on the loopback interface. */
  vendor_ports: z.strictObject({
    cloudboxx: port,
    niu: port,
    segway: port,
    mercedes_benz: port,
    kafka: port,
    mail: port.or(z.literal(0)).default(0),
  }),
  cloudboxx: z.strictObject({ api_key: z.string() }),
  niu: z.strictObject({ client_id: z.string(), client_secret: z.string() }),
  segway: z.strictObject({
    client_id: z.string(),
    client_secret: z.string(),
    /** Path at the gateway to which the vendor appends its own, `/push/{brand}/{token}`. */
    push_path: z.string().startsWith('/push/'),
  }),
  mercedes_benz: z.strictObject({ client_id: z.string(), client_secret: z.string() }),
  /** Of units that have one each, by unit id. */
  unit_passwords: z.record(z.string(), z.string()).default({}),
  /** Of the booking system. */
  api_client: z.strictObject({ client_id: z.string(), client_secret: z.string() }),
});
export type DemoFile = z.infer<typeof DemoFile>;

export const writeDemoFile = (path: string, file: DemoFile): void => {
  writeFileSync(path, `${JSON.stringify(DemoFile.parse(file), null, 2)}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
};

/** Throws when there is none or it is of another shape. */
export const readDemoFile = (path: string): DemoFile => {
  const { data } = DemoFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!data) throw new Error(`${path} belongs to another version of the demo fleet; with a new data directory a new one is made.`);
  return data;
};
