import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

/** Compared without regard to case. */
export const folded_terms = ['vin', 'license_plate', 'custom_name', 'brand', 'model', 'telematics_brand', 'telematics_unit_id'] as const;
type FoldedTerm = (typeof folded_terms)[number];

type Described = Pick<Schema['vehicles'], 'id' | 'fleet_id' | 'created_at' | 'tags' | 'custom_fields' | FoldedTerm>;
const described_by: ReadonlySet<string> = new Set<keyof Described>([...folded_terms, 'tags', 'custom_fields']);

export const changesTerms = (changes: object): boolean => Object.keys(changes).some((name) => described_by.has(name));

export const foldedTerm = (name: FoldedTerm, value: string) => `${name}=${value.toLowerCase()}`;
export const tagTerm = (tag: string) => `tags=${tag}`;
export const customFieldTerm = (key: string, value: string) => `custom_fields.${key}=${value}`;

/** Under which terms the vehicle is found; some may repeat. */
export const termsOf = (vehicle: Described): string[] => [
  ...folded_terms.flatMap((name) => (vehicle[name] == null ? [] : [foldedTerm(name, vehicle[name])])),
  ...JSON.parse(vehicle.tags).map(tagTerm),
  ...Object.entries<string>(JSON.parse(vehicle.custom_fields)).map(([key, value]) => customFieldTerm(key, value)),
];

export const term_columns = ['fleet_id', 'term', 'created_at', 'vehicle_id'] as const;

/** The index behind the exact filters; the values themselves, with their order, are in the vehicle's row. */
export const insertTerms = async (tx: Query, vehicle: Described): Promise<void> => {
  const { fleet_id, created_at, id: vehicle_id } = vehicle;
  const terms = [...new Set(termsOf(vehicle))];
  await tx
    .insertInto('vehicle_terms')
    .values(terms.map((term) => ({ fleet_id, term, created_at, vehicle_id })))
    .execute();
};

export const replaceTerms = async (tx: Query, vehicle: Described): Promise<void> => {
  await tx.deleteFrom('vehicle_terms').where('vehicle_id', '=', vehicle.id).execute();
  await insertTerms(tx, vehicle);
};

/** The tags in use, with how many vehicles have each. */
export const listTags = async (db: Query, fleet_id: string): Promise<{ tag: string; count: number }[]> => {
  const rows = await db
    .selectFrom('vehicle_terms')
    .innerJoin('vehicles', 'vehicles.id', 'vehicle_terms.vehicle_id')
    .select((row) => ['vehicle_terms.term', row.fn.countAll<number>().as('count')])
    .where('vehicle_terms.fleet_id', '=', fleet_id)
    .where('vehicle_terms.term', '>=', tagTerm(''))
    // The sign after `=`.
    .where('vehicle_terms.term', '<', 'tags>')
    .where('vehicles.archived_at', 'is', null)
    .groupBy('vehicle_terms.term')
    .orderBy('vehicle_terms.term')
    .execute();
  return rows.map(({ term, count }) => ({ tag: term.slice(tagTerm('').length), count: Number(count) }));
};
