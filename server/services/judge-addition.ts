import { findModel, listModels } from '#lib/catalogue/catalogue.ts';
import type { ImportCell, ImportRow } from '#lib/contract/imports.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { BrandDefinition, VehicleModel } from '#lib/domain/telematics.ts';
import { NewTelematicsUnit } from '#lib/domain/vehicle.ts';
import { foldText } from '#server/store/fold-text.ts';
import { type ChosenUnit, chooseUnit, type UnitInput } from './attach-unit.ts';
import type { FileCells } from './import-file.ts';
import type { Known } from './import-known.ts';
import { type AskedValue, brandOf, refused } from './import-values.ts';

/** The column in which the fault stands that the call for a single vehicle would point to. */
const columnAt = (pointer: string, brand: BrandDefinition): string => {
  if (pointer.endsWith('new_password')) return 'new_password';
  if (pointer.includes('/authentication')) return brand.authentication === 'INDIVIDUAL' ? 'password' : 'credentials';
  if (pointer.includes('/extensions')) return 'extensions';
  return pointer.includes('/setup') ? 'vehicle_model_id' : 'telematics_unit_id';
};

/** What the single call would refuse, as the refusal of a row. What is no `Problem` is thrown on. */
export const asRefusal = (error: unknown, brand: BrandDefinition, cells: FileCells) => {
  if (!Problem.is(error)) return error;
  const [fault] = error.extras.errors ?? [];
  const column = columnAt(fault?.pointer ?? '', brand);
  const secret = column === 'password' || column === 'new_password';
  const value = secret ? undefined : cells[column as 'credentials'];
  return refused(fault?.code ?? 'invalid_value', error.message, { column, ...(value && { value }) });
};

const sameText = (a: string, b: string | undefined) => b !== undefined && foldText(a) === foldText(b);

const yearOf = (model: VehicleModel) => Number(model.start_of_production.slice(0, 4));

/** The model of the catalogue that the row means: named by id or by its own name, else by make, model and year of the vehicle. */
const findNamedModel = (brand: BrandDefinition, cells: FileCells, listed: string | undefined): string => {
  const models = listModels(brand.brand);
  const named = cells.vehicle_model_id || cells.model;
  const column = cells.vehicle_model_id || !cells.model ? 'vehicle_model_id' : 'model';
  if (cells.vehicle_model_id && findModel(cells.vehicle_model_id.toUpperCase())) return cells.vehicle_model_id.toUpperCase();
  const fitting = models.filter(
    (model) =>
      sameText(model.vehicle_model, named) || sameText(`${model.vehicle_brand} ${model.vehicle_model}`, named) || model.id === named,
  );
  const of_make = fitting.filter((model) => sameText(model.vehicle_brand, cells.brand));
  const candidates = of_make.length > 0 ? of_make : fitting;
  const year = Number(cells.year_of_production || Number.NaN);
  const in_time = candidates.filter((model) => yearOf(model) <= year).sort((a, b) => yearOf(b) - yearOf(a));
  const [only, ...others] = in_time.length > 0 ? in_time : candidates;
  if (only && (others.length === 0 || (in_time.length > 0 && yearOf(only) > yearOf(others[0] ?? only)))) return only.id;
  if (only) throw refused('ambiguous_model', `Several models fit. Name the vehicle_model_id.`, { column, value: named ?? '' });
  if (listed) return listed;
  const [first, second] = models;
  if (first && !second) return first.id;
  if (!named) throw refused('required', `Name the model, by make and name or by vehicle_model_id.`, { column });
  throw refused('unknown_model', `${brand.name} has no model of this name in the catalogue.`, { column, value: named });
};

const authenticationOf = (known: Known, brand: BrandDefinition, cells: FileCells, listed: string | undefined) => {
  const { password, new_password } = cells;
  if (password) return { authentication: { password, ...(new_password && { new_password }) } };
  const stored = known.credentials.get(brand.brand) ?? [];
  const named = cells.credentials;
  if (named) {
    const found = stored.find(({ id, name }) => id === named.toUpperCase() || sameText(name, named));
    if (!found)
      throw refused('unknown_credentials', `No credentials for ${brand.name} have this name.`, { column: 'credentials', value: named });
    return { authentication: { credentials_id: found.id } };
  }
  const [only, ...others] = stored;
  const credentials_id = listed ?? (others.length === 0 ? only?.id : undefined);
  return brand.authentication === 'SHARED' && credentials_id ? { authentication: { credentials_id } } : {};
};

export interface Addition {
  chosen: ChosenUnit;
  unit: UnitInput;
  cells: ImportCell[];
  unit_check: NonNullable<ImportRow['unit_check']>;
}

const optional = (column: string, value: string | undefined): ImportCell[] => (value ? [{ column, new: value }] : []);

/** What it takes to add the row's vehicle, but for its password. Throws a refusal. */
export const judgeAddition = async (known: Known, cells: FileCells, asked: readonly AskedValue[]): Promise<Addition> => {
  const named = cells.telematics_brand;
  if (!named) throw refused('required', 'Name the telematics brand of the unit.', { column: 'telematics_brand' });
  const brand = brandOf(cells);
  if (!brand) throw refused('unknown_brand', 'There is no such telematics brand.', { column: 'telematics_brand', value: named });
  const unit_id = (cells.telematics_unit_id ?? '').toUpperCase();
  const list = known.listed.get(brand.brand);
  const listed = list?.units.get(unit_id);
  const extensions = (cells.extensions ?? '').split(/[,;|]/).flatMap((name) => name.trim() || []);
  const given = NewTelematicsUnit.safeParse({
    id: unit_id,
    brand: brand.brand,
    setup: { vehicle_model_id: findNamedModel(brand, cells, listed?.vehicle_model_id), extensions },
    ...authenticationOf(known, brand, cells, listed?.credentials_id),
  });
  if (!given.success) {
    const [issue] = given.error.issues;
    const column = columnAt(`/${issue?.path.join('/')}`, brand);
    throw refused('invalid_value', issue?.message ?? '', { column });
  }
  const chosen = await chooseUnit(async (of) => known.credentials.get(of) ?? [], given.data).catch((error: unknown) => {
    throw asRefusal(error, brand, cells);
  });
  if (list?.complete && !listed)
    throw refused('not_listed', `${brand.name} lists no such unit for your credentials.`, { column: 'telematics_unit_id', value: unit_id });
  const { model, credentials_id } = chosen;
  const credentials = known.credentials.get(brand.brand)?.find(({ id }) => id === credentials_id);
  const shown = asked.filter(({ value }) => value !== null && !(Array.isArray(value) && value.length === 0));
  return {
    chosen,
    unit: given.data,
    cells: [
      { column: 'telematics_brand', new: brand.brand },
      { column: 'telematics_unit_id', new: chosen.telematics_unit_id },
      { column: 'vehicle_model_id', new: `${model.vehicle_brand} ${model.vehicle_model}` },
      ...optional('extensions', chosen.extensions.join(', ')),
      ...optional('credentials', credentials?.name),
      ...shown.map(({ column, value }) => ({ column, new: value })),
    ],
    unit_check: listed ? 'LISTED' : known.observed.has(`${brand.brand} ${chosen.telematics_unit_id}`) ? 'SEEN' : 'UNCHECKED',
  };
};
