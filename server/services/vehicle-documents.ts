import { createHash } from 'node:crypto';
import { brands } from '#lib/catalogue/brands.ts';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { listDocuments, listUndocumented, upsertDocument } from '#server/store/vehicle-documents.ts';
import { findVehicle, type StoredVehicle, type VehicleRow } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { toVehicle } from './vehicle-view.ts';

type Documented = Omit<StoredVehicle, 'row_number'>;

const sampleRow = (telematics_brand: string): VehicleRow => {
  const fixed: Record<PropertyKey, string> = { telematics_brand, archived_at: '2000-01-01T00:00:00.000Z' };
  return new Proxy({} as VehicleRow, { get: (_, name) => fixed[name] ?? '"x"' });
};

/** Differs as soon as a release shows vehicles differently, or says something else of a brand: then no older text is read. */
const form = createHash('sha256')
  .update(JSON.stringify(brands.map(({ brand }) => toVehicle(sampleRow(brand)))))
  .digest('base64url')
  .slice(0, 12);

export const documentRow = (row: Documented) => ({
  vehicle_id: row.id,
  form,
  document: JSON.stringify(toVehicle({ ...row, last_contact_at: null })),
});

const withContact = (document: string, last_contact_at: string | null): string =>
  last_contact_at === null ? document : `${document.slice(0, -1)},"last_contact_at":${JSON.stringify(last_contact_at)}}`;

/** In the transaction that wrote the row, which must be as it is stored: the text would outlive a mistake. */
export const keepDocument = (tx: Query, row: Documented): Promise<void> => upsertDocument(tx, documentRow(row));

export interface VehicleText {
  id: string;
  revision: number;
  text: string;
}

/** JSON texts of these vehicles of the fleet, in their order. Who is gone meanwhile is left out. */
export const listVehicleTexts = async (app: App, fleet_id: string, ids: readonly string[]): Promise<VehicleText[]> => {
  const rows = await listDocuments(app.db.read, app.db.dialect, form, fleet_id, ids);
  const by_id = new Map(rows.map((row) => [row.id, row]));
  const texts: VehicleText[] = [];
  for (const id of ids) {
    const row = by_id.get(id);
    if (!row) continue;
    if (row.document) {
      texts.push({ id, revision: row.revision, text: withContact(row.document, row.last_contact_at) });
      continue;
    }
    const whole = await findVehicle(app.db.read, fleet_id, id);
    if (whole) texts.push({ id, revision: whole.revision, text: JSON.stringify(toVehicle(whole)) });
  }
  return texts;
};

const batch = 200;

/** Writes the texts that are missing: of vehicles changed by other hands, and of all after a release that shows them differently. */
export const fillDocuments = async (app: App): Promise<void> => {
  for (let found = batch; found === batch; ) {
    const missing = await listUndocumented(app.db.read, form, batch);
    await write(app, async (tx) => {
      await app.db.dialect.lockVehicles(
        tx,
        missing.map(({ id }) => id),
      );
      for (const { id, fleet_id } of missing) {
        const row = await findVehicle(tx, fleet_id, id);
        if (row) await keepDocument(tx, row);
      }
    });
    found = missing.length;
  }
};
