import type { ImportRow } from '#lib/contract/imports.ts';
import { secret_columns } from '#lib/domain/import-columns.ts';
import type { App } from '#server/app.ts';
import { newShortId } from '#server/ids.ts';
import { listTakenIds } from '#server/store/imports.ts';
import { sharesUnitPassword } from '#server/store/unit-passwords.ts';
import type { FileCells, FileRow } from './import-file.ts';
import { type Known, termsOfRow } from './import-known.ts';
import { readValues, refused } from './import-values.ts';
import { type Addition, asRefusal, judgeAddition } from './judge-addition.ts';
import { judgeChange } from './judge-change.ts';
import { matchVehicle } from './match-vehicle.ts';
import { type PasswordColumns, passwordColumns } from './unit-password.ts';

/** What is kept of a row to add, beside its cells. */
export interface KeptAddition {
  telematics_brand: string;
  telematics_unit_id: string;
  credentials_id: string | null;
  vehicle_model_id: string;
  extensions: string[];
  passwords: PasswordColumns;
}

export interface JudgedRow
  extends Pick<ImportRow, 'row' | 'line' | 'verdict' | 'vehicle_id' | 'label' | 'cells' | 'refusal' | 'unit_check'> {
  input: FileCells;
  addition?: KeptAddition;
}

interface Judging {
  app: App;
  known: Known;
  empty_cells: string;
  /** Passwords that are sealed already, by row: of a check that is repeated. */
  sealed: ReadonlyMap<number, { vehicle_id: string; passwords: PasswordColumns }>;
}

/**
 * Of vehicles that change by what they are searched for, SQLite takes 2 ms each to have the former text leave no trace in its index (measured: 5,000 took 10 s
 * of computing, 5,000 with other changes 0.9 s, 5,000 additions 1.2 s). So many keep the transaction within two seconds.
 */
const most_renamed = 500;
const unsearched: ReadonlySet<string> = new Set([
  'remark',
  'operation_status',
  'vehicle_type',
  'fuel_type',
  'transmission',
  'year_of_production',
]);

/** Each takes about 10 ms to make comparable. */
const most_passwords = 500;

const withoutSecrets = (cells: FileCells): FileCells =>
  Object.fromEntries(Object.entries(cells).filter(([column]) => !secret_columns.has(column)));

const labelOf = ({ license_plate, custom_name, vin, telematics_unit_id, id }: FileCells): string =>
  (license_plate || custom_name || vin || telematics_unit_id || id || '').slice(0, 100);

type Draft = JudgedRow & { adds?: Addition; cells_given: FileCells };

const isRefusal = (error: unknown): error is ReturnType<typeof refused> =>
  typeof error === 'object' && error !== null && !(error instanceof Error) && 'refusal' in error;

/** What a row comes to by itself. */
const judgeRow = async ({ known, empty_cells }: Judging, { row, line, cells, refusal }: FileRow): Promise<Draft> => {
  const told = { row, ...(line !== undefined && { line }), input: withoutSecrets(cells), cells_given: cells };
  // A refused row too goes when the vehicle that it speaks of is removed for good.
  const owner = termsOfRow(cells).flatMap((term) => known.owner.get(term) ?? [])[0];
  const vehicle_id = known.by_id.get(cells.id?.toUpperCase() ?? '')?.id ?? owner;
  const named = { ...told, label: labelOf(cells), cells: [], ...(vehicle_id && { vehicle_id }) };
  if (refusal) return { ...named, verdict: 'REFUSE', refusal };
  try {
    const asked = readValues(cells, empty_cells);
    const vehicle = matchVehicle(known, cells);
    if (!vehicle) {
      const adds = await judgeAddition(known, cells, asked);
      return { ...told, label: named.label, verdict: 'ADD', cells: adds.cells, unit_check: adds.unit_check, adds };
    }
    const changed = judgeChange(known, vehicle, cells, asked);
    // By the name that people know, not by the one that it is to get.
    const label = vehicle.license_plate ?? vehicle.custom_name ?? labelOf(cells);
    return { ...named, verdict: changed.length > 0 ? 'CHANGE' : 'UNCHANGED', vehicle_id: vehicle.id, label, cells: changed };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { ...named, verdict: 'REFUSE', refusal: error.refusal };
  }
};

const asRefused = ({ adds: _, unit_check: __, ...draft }: Draft, { refusal }: ReturnType<typeof refused>): Draft => ({
  ...draft,
  verdict: 'REFUSE',
  cells: [],
  refusal,
});

/** Of rows about the same vehicle or unit the first counts. */
const refuseRepeated = (drafts: readonly Draft[]): Draft[] => {
  const first = new Map<string, Draft>();
  return drafts.map((draft) => {
    const key = draft.adds ? `${draft.adds.chosen.brand.brand} ${draft.adds.chosen.telematics_unit_id}` : draft.vehicle_id;
    if (!key || draft.verdict === 'REFUSE') return draft;
    const earlier = first.get(key);
    if (!earlier) {
      first.set(key, draft);
      return draft;
    }
    const message = 'An earlier row is about the same vehicle.';
    return asRefused(draft, refused('repeated', message, { value: String(earlier.line ?? earlier.row) }));
  });
};

/** What would make the transaction too long. */
export const refuseSurplus = (drafts: readonly Draft[]): Draft[] => {
  let renamed = 0;
  let passwords = 0;
  return drafts.map((draft) => {
    if (draft.adds?.chosen.brand.authentication === 'INDIVIDUAL') passwords += 1;
    if (draft.verdict === 'CHANGE' && draft.cells.some(({ column }) => !unsearched.has(column))) renamed += 1;
    if (draft.adds && passwords > most_passwords) {
      const message = `At most ${most_passwords} units with a password in one file.`;
      return asRefused(draft, refused('too_many_passwords', message, { column: 'password', value: String(most_passwords) }));
    }
    if (draft.verdict !== 'CHANGE' || renamed <= most_renamed) return draft;
    const message = `At most ${most_renamed} vehicles of one file change their plate, VIN, name, make, model, tags or custom fields.`;
    return asRefused(draft, refused('too_many_changes', message, { value: String(most_renamed) }));
  });
};

const reserveIds = async ({ app, sealed }: Judging, drafts: readonly Draft[]): Promise<Map<number, string>> => {
  const ids = new Map<number, string>();
  let waiting = drafts.filter(({ adds }) => adds).map(({ row }) => row);
  for (const row of waiting) {
    const kept = sealed.get(row);
    if (kept) ids.set(row, kept.vehicle_id);
  }
  waiting = waiting.filter((row) => !ids.has(row));
  while (waiting.length > 0) {
    const used = new Set(ids.values());
    const offered = waiting.map((row) => ({ row, id: newShortId() }));
    const taken = await listTakenIds(
      app.db.read,
      app.db.dialect,
      offered.map(({ id }) => id),
    );
    for (const { row, id } of offered) {
      if (taken.has(id) || used.has(id)) continue;
      used.add(id);
      ids.set(row, id);
    }
    waiting = waiting.filter((row) => !ids.has(row));
  }
  return ids;
};

const no_passwords: PasswordColumns = { sealed_unit_password: null, sealed_new_unit_password: null, unit_password_fingerprint: null };

/** A password is sealed for the vehicle that the row will be, so that it is nowhere kept as it is. */
const sealPasswords = async ({ app, known, sealed }: Judging, draft: Draft, vehicle_id: string, others: Set<string>): Promise<Draft> => {
  const { adds } = draft;
  if (!adds || draft.verdict !== 'ADD') return draft;
  const { chosen, unit } = adds;
  const { telematics_unit_id, model, credentials_id, extensions } = chosen;
  const given = { brand: chosen.brand, unit, unit_id: telematics_unit_id, vehicle_id, pointer: '/telematics_unit' };
  try {
    const kept_secret = sealed.get(draft.row)?.passwords;
    const individual = chosen.brand.authentication === 'INDIVIDUAL';
    const passwords = !individual ? no_passwords : (kept_secret ?? (await passwordColumns(app, app.db.read, known.actor, given)));
    const { unit_password_fingerprint: fingerprint } = passwords;
    const own = { brand: chosen.brand.brand, unit_id: telematics_unit_id, vehicle_id };
    const again = kept_secret && fingerprint !== null;
    if (again && (await sharesUnitPassword(app.db.read, known.actor.fleet_id, fingerprint, own))) {
      throw refused('shared', 'Another unit of this fleet has this password. Give each unit one of its own.', { column: 'password' });
    }
    if (fingerprint !== null && others.has(fingerprint)) {
      throw refused('shared', 'Another row has this password. Give each unit one of its own.', { column: 'password' });
    }
    if (fingerprint !== null) others.add(fingerprint);
    const kept = { telematics_brand: chosen.brand.brand, telematics_unit_id, credentials_id, vehicle_model_id: model.id, extensions };
    return { ...draft, vehicle_id, addition: { ...kept, passwords } };
  } catch (error) {
    const told = isRefusal(error) ? error : asRefusal(error, chosen.brand, draft.cells_given);
    if (!isRefusal(told)) throw told;
    return asRefused(draft, told);
  }
};

/** What each row would do: add, change, nothing, or why it is refused. Writes nothing. */
export const judgeRows = async (judging: Judging, rows: readonly FileRow[]): Promise<JudgedRow[]> => {
  const judged: Draft[] = [];
  for (const row of rows) judged.push(await judgeRow(judging, row));
  const drafts = refuseSurplus(refuseRepeated(judged));
  const ids = await reserveIds(judging, drafts);
  const fingerprints = new Set<string>();
  const done: JudgedRow[] = [];
  for (const draft of drafts) {
    const whole = await sealPasswords(judging, draft, ids.get(draft.row) ?? '', fingerprints);
    const { adds: _, cells_given: __, ...row } = whole;
    done.push(row);
  }
  return done;
};
