import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import, ImportRow } from '#lib/contract/imports.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { type Answer, type Caller, createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, models, nextUnit, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { applyImport, applyPlan, planImport } from './apply-import.ts';
import { getImportRecord } from './import-view.ts';
import { refuseSurplus } from './judge-rows.ts';

const renamed = {
  row: 1,
  verdict: 'CHANGE' as const,
  label: '',
  cells: [{ column: 'tags', old: [], new: ['x'] }],
  input: {},
  cells_given: {},
};
const remarked = { ...renamed, cells: [{ column: 'remark', old: null, new: 'x' }] };
const hour_ms = 3_600_000;

describeOnBothDatabases('an import of vehicles', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let gateway: ScriptedGateway;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    gateway = await startScriptedGateway(test);
  });
  afterAll(() => gateway.stop());

  const call = (
    method: string,
    path: string,
    body?: object,
    headers = {},
    caller: Caller = fleet.people['Fleet Manager'],
  ): Promise<Answer> => api.call(caller, method, path, { body, headers });
  const check = async (rows: readonly object[] | string, more: object = {}): Promise<Import> => {
    const body = { ...(typeof rows === 'string' ? { csv: rows } : { rows }), ...more };
    const answer = await call('POST', '/imports', body);
    expect(answer.status, answer.text).toBe(201);
    return answer.json;
  };
  const rowsOf = async ({ id }: Import): Promise<ImportRow[]> => (await call('GET', `/imports/${id}/rows?limit=1000`)).json.items;
  const refusals = async (one: Import) => (await rowsOf(one)).map(({ refusal }) => refusal && [refusal.column, refusal.code]);
  const act = (one: Import, what: string, headers = {}) => call('POST', `/imports/${one.id}/${what}`, undefined, headers);
  const read = async (id = ''): Promise<Vehicle> => (await call('GET', `/vehicles/${id}`)).json;
  const eventsOf = async (ids: readonly string[]) =>
    (await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 10_000)).filter(({ vehicle_id }) => ids.includes(vehicle_id));
  const auditOf = async (ids: readonly string[]) => {
    const rows = await test.app.db.read.selectFrom('audit_log').selectAll().where('fleet_id', '=', fleet.fleet_id).orderBy('id').execute();
    return rows.filter(({ object_id }) => ids.includes(object_id)).map(({ action, object_id, detail }) => ({ action, object_id, detail }));
  };
  const unit = (id = nextUnit('TELTONIKA')) => ({
    telematics_brand: 'TELTONIKA',
    telematics_unit_id: id,
    vehicle_model_id: models.teltonika,
  });

  describe('the check', () => {
    it('reads the file of a German spreadsheet: BOM, semicolons, quotes, its own headers and words', async () => {
      const vehicle = await fleet.addVehicle({ master_data: { license_plate: 'B-MW 7', fuel_type: 'PETROL' }, tags: ['alt'] });
      const csv = `\uFEFFKennzeichen;Bezeichnung;Antrieb;Baujahr;Tags;Eigenes Feld: seats;Standort\r\n"B-MW 7";"Der ""Rote""; schnell";Elektro;2021;neu, alt;4;Nord\r\n`;
      const one = await check(csv, { file_name: 'fuhrpark.csv' });
      expect(one).toMatchObject({ status: 'READY', file_name: 'fuhrpark.csv', counts: { add: 0, change: 1, refuse: 0, unchanged: 0 } });
      expect(one.columns.at(-1)).toEqual({ header: 'Standort' });
      const [row] = await rowsOf(one);
      expect(row).toMatchObject({ row: 1, line: 2, verdict: 'CHANGE', vehicle_id: vehicle.id, label: 'B-MW 7' });
      expect(row?.cells).toEqual([
        { column: 'custom_name', old: null, new: 'Der "Rote"; schnell' },
        { column: 'fuel_type', old: 'PETROL', new: 'ELECTRIC' },
        { column: 'year_of_production', old: null, new: 2021 },
        { column: 'tags', old: ['alt'], new: ['neu', 'alt'] },
        { column: 'custom_fields.seats', old: null, new: '4' },
      ]);
      expect(await eventsOf([vehicle.id])).toHaveLength(1);
    });

    it('takes the file back that the fleet page exported, and finds nothing to change in it', async () => {
      const vehicle = await fleet.addVehicle({ master_data: { license_plate: '=1+1', custom_name: 'A "quoted", name' }, tags: ['x', 'y'] });
      const { text } = await call('GET', `/vehicle-export?query=q%3D${vehicle.id}`);
      const one = await check(text);
      expect(await rowsOf(one)).toEqual([{ row: 1, line: 2, verdict: 'UNCHANGED', vehicle_id: vehicle.id, label: '=1+1', cells: [] }]);
      expect(one.columns.find(({ header }) => header === 'energy_in_percent')).toEqual({ header: 'energy_in_percent' });
    });

    it('says of every row that it refuses which cell is why', async () => {
      await fleet.addCredentials('NIU', 'Fleet account');
      const [twin, other] = [await fleet.addVehicle({ master_data: { license_plate: 'TWIN' } }), await fleet.addVehicle()];
      await fleet.addVehicle({ master_data: { license_plate: 'TWIN', vin: 'VINOFATWIN' } });
      const archived = await fleet.addVehicle();
      await call('DELETE', `/vehicles/${archived.id}`);
      const foreign = await (await makeFleet(test)).addVehicle();
      const same = unit();
      const given: [object, [string | undefined, string] | undefined][] = [
        [{ id: 'NOBODY' }, ['id', 'unknown_vehicle']],
        [{ id: foreign.id }, ['id', 'unknown_vehicle']],
        [{ id: archived.id, remark: 'x' }, ['id', 'archived']],
        [{ license_plate: 'twin' }, ['license_plate', 'ambiguous']],
        [{ license_plate: 'NOT-HERE' }, ['telematics_unit_id', 'unit_required']],
        [{ ...unit(), vin: 'VINofaTwin' }, ['vin', 'vehicle_exists']],
        [unit(foreign.telematics_unit.id), ['telematics_unit_id', 'unit_taken']],
        [{ id: twin.id, telematics_unit_id: other.telematics_unit.id }, ['telematics_unit_id', 'unit_differs']],
        [{ id: other.id, vehicle_model_id: 'Zoe' }, ['vehicle_model_id', 'unit_differs']],
        [{ ...unit(), telematics_brand: 'Trabant' }, ['telematics_brand', 'unknown_brand']],
        [{ telematics_unit_id: nextUnit('TELTONIKA') }, ['telematics_brand', 'required']],
        [{ ...unit('12') }, ['telematics_unit_id', 'invalid_format']],
        [{ ...unit(), vehicle_model_id: 'Trabant' }, ['vehicle_model_id', 'unknown_model']],
        [{ ...unit(), vehicle_model_id: models.niu }, ['vehicle_model_id', 'not_found']],
        [{ ...unit(), year_of_production: 'old' }, ['year_of_production', 'invalid_value']],
        [{ ...unit(), credentials: 'Fleet account' }, ['credentials', 'unknown_credentials']],
        [
          { telematics_brand: 'niu', telematics_unit_id: nextUnit('NIU'), model: 'N1', credentials: 'Nobody' },
          ['credentials', 'unknown_credentials'],
        ],
        [{ telematics_brand: 'okai', telematics_unit_id: nextUnit('TELTONIKA'), vehicle_model_id: models.okai }, ['password', 'required']],
        [same, undefined],
        [same, [undefined, 'repeated']],
        [{ id: other.id, operation_status: 'somewhere' }, ['operation_status', 'invalid_value']],
        [{ id: other.id, tags: 'x'.repeat(51) }, ['tags', 'invalid_value']],
      ];
      expect(await refusals(await check(given.map(([row]) => row)))).toEqual(given.map(([, refusal]) => refusal));
    });

    it('asks the manufacturer whether a unit exists, and takes model and credentials from its list', async () => {
      const mine = await makeFleet(test);
      await mine.addCredentials('NIU', 'Only one');
      const rows = [
        { telematics_brand: 'NIU', telematics_unit_id: 'nbsg999999999999' },
        { telematics_brand: 'NIU', telematics_unit_id: 'NBSG000000NOBODY', model: 'N1' },
      ];
      const person = mine.people['Fleet Manager'];
      const { json: one } = await call('POST', '/imports', { rows }, {}, person);
      const { json } = await call('GET', `/imports/${one.id}/rows`, undefined, {}, person);
      expect(json.items[0]).toMatchObject({ verdict: 'ADD', unit_check: 'LISTED' });
      expect(json.items[0].cells.slice(0, 4).map((cell: { new: string }) => cell.new)).toEqual([
        'NIU',
        'NBSG999999999999',
        'NIU N1',
        'Only one',
      ]);
      expect(json.items[1].refusal).toMatchObject({ column: 'telematics_unit_id', code: 'not_listed', value: 'NBSG000000NOBODY' });
    });

    it('takes rows as objects, clears by empty cells only when asked to, and is read by its rows', async () => {
      const vehicle = await fleet.addVehicle({ master_data: { remark: 'going' }, tags: ['going'], custom_fields: { a: 'b' } });
      const rows = [{ id: vehicle.id, remark: '', tags: null, 'custom_fields.a': '' }];
      expect((await check(rows)).counts).toMatchObject({ unchanged: 1 });
      const one = await check(rows, { empty_cells: 'CLEAR' });
      expect((await rowsOf(one))[0]?.cells.map((cell) => cell.new)).toEqual([null, [], null]);
      await act(one, 'apply');
      const { master_data, tags, custom_fields } = await read(vehicle.id);
      expect([master_data.remark, tags, custom_fields]).toEqual([undefined, [], {}]);
    });

    it.each([
      ['a quotation mark too many', 'plate\r\n"open'],
      ['headers nobody knows', 'a,b\r\n1,2'],
      ['two columns that mean one', 'plate,Kennzeichen\r\n1,2'],
      ['headers alone', 'plate\r\n'],
      ['nothing', ''],
      ['too many rows', `plate\r\n${'x\r\n'.repeat(5001)}`],
    ])('refuses a file with %s as a whole', async (_what, csv) => {
      const { status, json } = await call('POST', '/imports', { csv });
      expect([status, json.type, json.errors[0].pointer]).toEqual([400, '/problems/validation-error', '/csv']);
    });

    it('takes so many new names in one file as keep its transaction short, and any number of other changes', () => {
      expect(
        refuseSurplus(Array.from({ length: 501 }, () => renamed))
          .map(({ verdict }) => verdict)
          .slice(499),
      ).toEqual(['CHANGE', 'REFUSE']);
      expect(refuseSurplus(Array.from({ length: 501 }, () => remarked)).at(-1)?.verdict).toBe('CHANGE');
    });

    it('gives its rows in pages, by verdict', async () => {
      const one = await check([...Array.from({ length: 5 }, () => unit()), { id: 'NOBODY' }]);
      const first = (await call('GET', `/imports/${one.id}/rows?verdict=ADD&limit=3`)).json;
      const second = (await call('GET', `/imports/${one.id}/rows?verdict=ADD&limit=3&page_token=${first.next_page_token}`)).json;
      expect([first, second].map(({ items }) => items.map(({ row }: ImportRow) => row))).toEqual([
        [1, 2, 3],
        [4, 5],
      ]);
      expect(second).not.toHaveProperty('next_page_token');
    });
  });

  describe('applying', () => {
    it('adds and changes with the events and audit entries of single calls, and needs the permission for both', async () => {
      const data = { master_data: { license_plate: 'HAND', remark: 'same' }, tags: ['t'], custom_fields: { k: 'v' } };
      const by_hand = await fleet.addVehicle({ ...data, operation_status: 'GARAGE' });
      const vehicle = await fleet.addVehicle({ tags: ['old'] });
      const row = { license_plate: 'HAND', remark: 'same', tags: 't', 'custom_fields.k': 'v', operation_status: 'Werkstatt' };
      const one = await check([
        { ...unit(), ...row },
        { id: vehicle.id, ...row },
      ]);
      const [added] = await rowsOf(one);
      const applied = await act(one, 'apply');
      expect(applied.json).toMatchObject({ status: 'APPLIED', applied_by: { id: fleet.actor.id } });
      const ids = [added?.vehicle_id ?? ''];

      const [mine, theirs] = [await read(added?.vehicle_id), by_hand];
      const own = new Set(['id', 'telematics_unit', 'created_at', 'modified_at', 'custom_fields_modified_at']);
      const undated = (of: Vehicle) => JSON.parse(JSON.stringify(of, (key, value) => (own.has(key) ? undefined : value)));
      expect(undated(mine)).toEqual(undated(theirs));
      expect((await call('GET', '/vehicles?q=hand&tags=t')).json.items.map(({ id }: Vehicle) => id)).toEqual(
        expect.arrayContaining([...ids, by_hand.id, vehicle.id]),
      );
      expect((await eventsOf(ids)).map(({ type, data: text }) => [type, JSON.parse(text).reasons])).toEqual([
        ['VehicleCreated', ['VEHICLE_ADDED']],
      ]);
      expect(JSON.parse((await eventsOf(ids))[0]?.data ?? '').vehicle).toEqual(mine);
      expect((await auditOf(ids)).map(({ action }) => action)).toEqual(['vehicle.add']);

      expect((await eventsOf([vehicle.id])).map(({ data: text }) => JSON.parse(text).reasons)).toEqual([
        ['VEHICLE_ADDED'],
        ['MASTER_DATA_CHANGED'],
        ['CUSTOM_FIELDS_CHANGED'],
        ['TAGS_CHANGED'],
        ['OPERATION_STATUS_CHANGED'],
      ]);
      expect(JSON.parse((await eventsOf([vehicle.id])).at(-1)?.data ?? '').vehicle).toEqual(await read(vehicle.id));
      const list = (await call('GET', '/vehicles?license_plate=hand')).json.items;
      expect(list.find(({ id }: Vehicle) => id === vehicle.id)).toEqual(await read(vehicle.id));
      expect((await auditOf([vehicle.id])).map(({ action }) => action)).toEqual([
        'vehicle.add',
        'vehicle.master-data.change',
        'vehicle.custom-fields.change',
        'vehicle.tags.set',
        'vehicle.operation-status.set',
      ]);
      expect((await auditOf([one.id])).map(({ action }) => action)).toEqual(['import.check', 'import.apply']);
      const again = await act(one, 'apply');
      expect([again.status, again.json]).toEqual([200, applied.json]);
      expect(await eventsOf(ids)).toHaveLength(1);
    });

    it('lets people who may only add do that alone', async () => {
      const support = fleet.people.Support;
      const vehicle = await fleet.addVehicle();
      const rows = [unit(), { id: vehicle.id, remark: 'mine' }];
      const { json: one } = await call('POST', '/imports', { rows }, {}, support);
      expect(await refusals(one)).toEqual([undefined, ['id', 'not_permitted']]);
      expect((await call('POST', `/imports/${one.id}/apply`, undefined, {}, support)).status).toBe(200);
      const other = await check(rows.slice(1));
      const refused = await call('POST', `/imports/${other.id}/apply`, undefined, {}, support);
      expect([refused.status, refused.json.type]).toEqual([403, '/problems/missing-permissions']);
    });

    it('keeps passwords sealed for the vehicle they go to, and tells them nobody', async () => {
      const [id, twin] = [nextUnit('TELTONIKA'), nextUnit('TELTONIKA')];
      const okai = { telematics_brand: 'OKAI', vehicle_model_id: models.okai };
      const one = await check([
        { ...okai, telematics_unit_id: id, password: 'CanaryPw77' },
        { ...okai, telematics_unit_id: twin, password: 'CanaryPw77' },
      ]);
      expect(await refusals(one)).toEqual([undefined, ['password', 'shared']]);
      const kept = JSON.stringify(await test.app.db.read.selectFrom('import_rows').selectAll().where('import_id', '=', one.id).execute());
      expect(kept + JSON.stringify(await rowsOf(one))).not.toContain('CanaryPw77');
      expect((await act(one, 'check')).json.counts).toMatchObject({ add: 1, refuse: 1 });
      expect((await act(one, 'apply')).status).toBe(200);
      const [row] = await rowsOf(one);
      const { sealed_unit_password: sealed } = await test.app.db.read
        .selectFrom('vehicles')
        .selectAll()
        .where('id', '=', row?.vehicle_id ?? '')
        .executeTakeFirstOrThrow();
      expect(sealed).toBeTruthy();
      const left = await test.app.db.read.selectFrom('import_rows').select('addition').where('import_id', '=', one.id).execute();
      expect(left.map(({ addition }) => addition)).toEqual([null, null]);
    });

    /** What there is of the fleet, to be the same before and after. */
    const wholeFleet = async () => {
      const { read: db } = test.app.db;
      const of = fleet.fleet_id;
      return JSON.stringify([
        await db.selectFrom('vehicles').selectAll().where('fleet_id', '=', of).orderBy('id').execute(),
        await db.selectFrom('vehicle_terms').selectAll().where('fleet_id', '=', of).orderBy('vehicle_id').orderBy('term').execute(),
        await db.selectFrom('events').select(['sequence', 'id']).where('fleet_id', '=', of).orderBy('sequence').execute(),
        await db.selectFrom('imports').selectAll().where('fleet_id', '=', of).orderBy('id').execute(),
      ]);
    };

    /** A check of additions and a change, of which the last row stops fitting after it. */
    const overtakenImport = async () => {
      const vehicle = await fleet.addVehicle({ master_data: { remark: 'before' } });
      const taken = unit();
      const one = await check([unit(), { id: vehicle.id, remark: 'after' }, unit(), taken]);
      await fleet.addVehicle({ unit: fleet.unitOf.teltonika(taken.telematics_unit_id) });
      return { one, taken };
    };

    it('applies nothing when a row does not fit any more, says which, and checks anew', async () => {
      const { one, taken } = await overtakenImport();
      const before = await wholeFleet();
      const refused = await act(one, 'apply');
      expect([refused.status, refused.json.type]).toEqual([409, '/problems/conflicting-resource']);
      expect(refused.json.errors).toEqual([
        { pointer: '/rows/4', code: 'unit_taken', message: `Row 4: unit ${taken.telematics_unit_id} serves a vehicle by now.` },
      ]);
      expect(await wholeFleet()).toBe(before);
      const anew = await act(one, 'check');
      expect(anew.json.counts).toEqual({ add: 2, change: 1, refuse: 0, unchanged: 1, kept: 0 });
      expect((await act(one, 'apply', { 'if-match': '"1"' })).status).toBe(412);
      expect((await act(one, 'apply', { 'if-match': anew.headers.get('etag') })).json.status).toBe('APPLIED');
    });

    it('would be caught if it applied one row after the other', async () => {
      const { one } = await overtakenImport();
      const before = await wholeFleet();
      const record = await getImportRecord(test.app.db.read, fleet.actor, one.id);
      const { additions, changes } = await planImport(test.app, fleet.actor, record);
      const singly = async () => {
        const steps = [
          ...changes.map((change) => ({ additions: [], changes: [change] })),
          ...additions.map((addition) => ({ additions: [addition], changes: [] })),
        ];
        for (const step of steps) await write(test.app, (tx, emit, audit) => applyPlan(test.app, { tx, emit, audit }, fleet.actor, step));
      };
      await expect(singly()).rejects.toThrow('serves a vehicle by now');
      expect(await wholeFleet()).not.toBe(before);
    });

    it('tells cells that were changed meanwhile, and leaves vehicles alone whose other cells were', async () => {
      const [one, two] = [await fleet.addVehicle(), await fleet.addVehicle()];
      const done = await check([
        { id: one.id, remark: 'file' },
        { id: two.id, remark: 'file' },
      ]);
      await call('PATCH', `/vehicles/${one.id}/master-data`, { remark: 'hand' });
      await call('PATCH', `/vehicles/${two.id}/master-data`, { custom_name: 'hand' });
      const refused = await act(done, 'apply');
      expect(refused.json.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual([
        ['/rows/1', 'changed_since'],
      ]);
      expect((await read(two.id)).master_data.remark).toBeUndefined();
      await act(done, 'check');
      await act(done, 'apply');
      expect((await read(two.id)).master_data).toMatchObject({ remark: 'file', custom_name: 'hand' });
    });

    it('happens once when two ask at the same time', async () => {
      const one = await check([unit(), unit()]);
      const answers = await Promise.all([act(one, 'apply'), act(one, 'apply'), act(one, 'apply')]);
      expect(answers.map(({ status, json }) => [status, json.status])).toEqual(Array(3).fill([200, 'APPLIED']));
      const ids = (await rowsOf(one)).map(({ vehicle_id }) => vehicle_id ?? '');
      expect(await eventsOf(ids)).toHaveLength(2);
    });

    it('is refused a day after the check, and when there is nothing to do', async () => {
      const one = await check([unit()]);
      const asked = { params: { import_id: one.id }, query: {}, body: undefined };
      const expires_at = new Date(test.clock.now()).toISOString();
      await test.app.db.write.updateTable('imports').set({ expires_at }).where('id', '=', one.id).execute();
      await expect(applyImport(test.app, fleet.actor, asked)).rejects.toThrow('more than a day old');
      await act(one, 'check');
      expect((await act(one, 'apply')).status).toBe(200);
      expect((await act(await check([{ id: 'NOBODY' }]), 'apply')).status).toBe(409);
      expect((await act(one, 'check')).status).toBe(409);
    });
  });

  describe('reverting', () => {
    it('puts all back in one step: what was added is archived, what was changed is as before', async () => {
      const vehicle = await fleet.addVehicle({ master_data: { remark: 'before' }, tags: ['a'], custom_fields: { k: '1' } });
      const one = await check([
        unit(),
        { id: vehicle.id, remark: 'after', tags: 'b', 'custom_fields.k': '2', 'custom_fields.n': 'x', operation_status: 'BROKEN' },
      ]);
      expect((await act(one, 'revert')).status).toBe(409);
      await act(one, 'apply');
      test.clock.advance(60_000);
      const reverted = await act(one, 'revert');
      expect(reverted.json).toMatchObject({ status: 'REVERTED', counts: { kept: 0 } });
      expect(await rowsOf(one)).toMatchObject([{ outcome: 'REVERTED' }, { outcome: 'REVERTED' }]);
      const { master_data, tags, custom_fields, operation_status } = await read(vehicle.id);
      expect([master_data.remark, tags, custom_fields, operation_status.value]).toEqual(['before', ['a'], { k: '1' }, 'OPERATING']);
      const [added] = await rowsOf(one);
      expect(await read(added?.vehicle_id)).toHaveProperty('archived_at');
      const told = await eventsOf([added?.vehicle_id ?? '']);
      expect(told.map(({ type }) => type)).toEqual(['VehicleCreated', 'VehicleRemoved']);
      expect((await auditOf([added?.vehicle_id ?? ''])).map(({ action }) => action)).toEqual(['vehicle.add', 'vehicle.archive']);
      expect((await call('GET', '/vehicles?tags=b')).json.items).toEqual([]);
      expect((await act(one, 'revert')).json).toEqual(reverted.json);
      expect((await call('POST', `/archived-vehicles/${added?.vehicle_id}/restore`)).status).toBe(200);
    });

    it('overwrites nothing that was changed since, and says what it left', async () => {
      const [changed, partly, gone] = [await fleet.addVehicle(), await fleet.addVehicle(), await fleet.addVehicle()];
      const rows = [changed, partly, gone].map(({ id }) => ({ id, remark: 'file', custom_name: 'file' }));
      const one = await check([unit(), unit(), ...rows]);
      await act(one, 'apply');
      const [edited, untouched] = await rowsOf(one);
      test.clock.advance(60_000);
      await call('PUT', `/vehicles/${edited?.vehicle_id}/rental-status`, { value: 'IN_RENTAL' });
      await call('PATCH', `/vehicles/${changed.id}/master-data`, { remark: 'hand', custom_name: 'hand' });
      await call('PATCH', `/vehicles/${partly.id}/master-data`, { remark: 'hand' });
      await call('DELETE', `/vehicles/${gone.id}`);
      expect((await act(one, 'revert')).json.counts.kept).toBe(4);
      expect((await rowsOf(one)).map(({ outcome, kept_reason, kept }) => [outcome, kept_reason, kept])).toEqual([
        ['KEPT', 'CHANGED_SINCE', undefined],
        ['REVERTED', undefined, undefined],
        [
          'KEPT',
          'CHANGED_SINCE',
          [
            { column: 'remark', value: 'hand' },
            { column: 'custom_name', value: 'hand' },
          ],
        ],
        ['PARTLY_REVERTED', 'CHANGED_SINCE', [{ column: 'remark', value: 'hand' }]],
        ['KEPT', 'ARCHIVED_SINCE', undefined],
      ]);
      expect((await read(partly.id)).master_data).toMatchObject({ remark: 'hand' });
      expect((await read(partly.id)).master_data).not.toHaveProperty('custom_name');
      expect(await read(edited?.vehicle_id)).not.toHaveProperty('archived_at');
      expect(await read(untouched?.vehicle_id)).toHaveProperty('archived_at');
    });

    it('is possible for 24 hours', async () => {
      const [early, late] = [await check([unit()]), await check([unit()])];
      await act(early, 'apply');
      await act(late, 'apply');
      const moveBack = async ({ id }: Import, ms: number) => {
        const applied_at = new Date(test.clock.now() - ms).toISOString();
        await test.app.db.write.updateTable('imports').set({ applied_at }).where('id', '=', id).execute();
      };
      await moveBack(early, 24 * hour_ms - 1000);
      await moveBack(late, 24 * hour_ms);
      expect([(await act(early, 'revert')).status, (await act(late, 'revert')).status]).toEqual([200, 409]);
    });
  });
});
