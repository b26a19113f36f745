import 'server-only';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { sharedApp } from '#server/app.ts';
import { dataPaths } from '#server/config.ts';

const DemoAccess = z.object({
  people: z.array(z.object({ name: z.string(), email: z.string(), password: z.string(), preset: z.string() })),
});
export type DemoPerson = z.infer<typeof DemoAccess>['people'][number];

/** The people that the sign-in page of a demo fleet offers; nobody anywhere else. */
export const listDemoPeople = (): DemoPerson[] => {
  const { config } = sharedApp();
  const file = dataPaths(config.data_dir).demo_access;
  if (!config.demo || !existsSync(file)) return [];
  return DemoAccess.parse(JSON.parse(readFileSync(file, 'utf8'))).people;
};
