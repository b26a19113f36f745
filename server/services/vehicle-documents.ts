import { createHash } from 'node:crypto';
import { brands } from '#lib/catalogue/brands.ts';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { listDocuments, listUndocumented, upsertDocument } from '#server/store/vehicle-documents.ts';
import { findVehicle, listVehicleRows, type StoredVehicle, type VehicleRow } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import type { TextPart } from './call.ts';
import type { KnownText, Mark, VehicleMemory } from './vehicle-memory.ts';
import { toVehicle } from './vehicle-view.ts';

type Documented = Omit<StoredVehicle, 'row_number'>;

const sampleRow = (telematics_brand: string): VehicleRow => {
  const fixed: Record<PropertyKey, string> = { telematics_brand, archived_at: '2000-01-01T00:00:00.000Z' };
  return new Proxy({} as VehicleRow, { get: (_, name) => fixed[name] ?? '"x"' });
};

/** By brand of the unit. Differs as soon as a release shows its vehicles differently, or says something else of the brand: then no older text is read. */
const forms = new Map<string, string>(
  brands.map(({ brand }) => {
    const shape = createHash('sha256').update(JSON.stringify(toVehicle(sampleRow(brand))));
    return [brand, shape.digest('base64url').slice(0, 12)];
  }),
);
const current_forms: ReadonlySet<string> = new Set(forms.values());

export const documentRow = (row: Documented) => ({
  vehicle_id: row.id,
  fleet_id: row.fleet_id,
  revision: row.revision,
  form: forms.get(row.telematics_brand) ?? '',
  document: JSON.stringify(toVehicle({ ...row, last_contact_at: null })),
});

/** Parts of one text: what was kept ends before its last contact. */
const withContact = (document: string, last_contact_at: string | null): string[] =>
  last_contact_at === null ? [document] : [document.slice(0, -1), `,"last_contact_at":${JSON.stringify(last_contact_at)}}`];

/** In the transaction that wrote the row, which must be as it is stored: the text would outlive a mistake. */
export const keepDocument = (tx: Query, row: Documented): Promise<void> => upsertDocument(tx, documentRow(row));

export interface VehicleText {
  id: string;
  revision: number;
  /** Of JSON. */
  parts: TextPart[];
  /** Current as long as the text is; absent: nobody would tell. */
  mark?: Mark;
}

const readTexts = async (app: App, fleet_id: string, ids: readonly string[]) => {
  const { read, dialect } = app.db;
  const texts = new Map<string, { id: string; revision: number; parts: string[] }>();
  for (const { id, revision, form, document, last_contact_at } of await listDocuments(read, dialect, fleet_id, ids)) {
    if (current_forms.has(form)) texts.set(id, { id, revision, parts: withContact(document, last_contact_at) });
  }
  const missing = ids.filter((id) => !texts.has(id));
  const rows = missing.length > 0 ? await listVehicleRows(read, dialect, fleet_id, missing) : [];
  for (const row of rows) texts.set(row.id, { id: row.id, revision: row.revision, parts: [JSON.stringify(toVehicle(row))] });
  return [...texts.values()];
};

const asText = ({ id, revision, content, mark }: KnownText): VehicleText => ({ id, revision, parts: [content], mark });

/** JSON texts of these vehicles of the fleet, in their order. Who is gone meanwhile is left out. */
export const listVehicleTexts = async (app: App, fleet_id: string, ids: readonly string[]): Promise<VehicleText[]> => {
  const texts = new Map<string, VehicleText>();
  const memory = app.memory?.isCurrent() ? app.memory : undefined;
  for (const id of memory ? ids : []) {
    const known = memory?.find(fleet_id, id);
    if (known) texts.set(id, asText(known));
  }
  const missing = ids.filter((id) => !texts.has(id));
  const read = () => readTexts(app, fleet_id, missing);
  const loaded = async (remembering: VehicleMemory) => {
    const known = await remembering.load(fleet_id, async () =>
      (await read()).map(({ parts, ...text }) => ({ ...text, text: parts.join('') })),
    );
    return known.map(asText);
  };
  const found = missing.length === 0 ? [] : memory ? await loaded(memory) : await read();
  for (const text of found) texts.set(text.id, text);
  return ids.flatMap((id) => texts.get(id) ?? []);
};

const batch = 200;

/** Writes the texts that are missing: of vehicles changed by other hands, and of all after a release that shows them differently. */
export const fillDocuments = async (app: App): Promise<void> => {
  for (let found = batch; found === batch; ) {
    const missing = await listUndocumented(app.db.read, [...current_forms], batch);
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
