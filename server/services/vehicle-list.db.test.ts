import { beforeAll, describe, expect, it } from 'vitest';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { encodePageToken } from './page-token.ts';

const plates = ['B 2', undefined, 'A 1', 'A 1', 'A 1', 'Ä 1', undefined, 'a 1', 'Z 9', 'A-1'];

describeOnBothDatabases('the list of vehicles', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  /** In the order in which they were added. */
  const ids: string[] = [];
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    const stranger = await makeFleet(test);
    for (const [index, license_plate] of plates.entries()) {
      if (index % 3 === 0) test.clock.advance(1);
      const { id } = await fleet.addVehicle({ master_data: license_plate ? { license_plate } : {}, tags: index % 2 ? ['odd'] : ['even'] });
      ids.push(id);
      await stranger.addVehicle({ master_data: { license_plate: 'A 1' }, tags: ['odd'] });
    }
  });
  const ask = (query: string) => api.call(fleet.people.Support, 'GET', `/vehicles?${query}`);
  const list = async (query: string): Promise<string[]> => (await ask(query)).json.items.map((item: { id: string }) => item.id);
  const pages = async (query: string, limit: number): Promise<string[][]> => {
    const found: string[][] = [];
    for (let token = ''; ; ) {
      const { json } = await ask(`${query}&limit=${limit}${token && `&page_token=${token}`}`);
      found.push(json.items.map((item: { id: string }) => item.id));
      if (!json.next_page_token) return found;
      token = json.next_page_token;
    }
  };
  /** By creation with ties by id; by plate in the order of bytes, none first. */
  const byCreation = () => ids.map((id, index) => ({ id, key: `${Math.floor(index / 3)}` }));
  const byPlate = () => ids.map((id, index) => ({ id, key: plates[index] ?? '' }));
  const sorted = (rows: { id: string; key: string }[]) =>
    rows.toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)) || (a.id < b.id ? -1 : 1)).map((row) => row.id);

  it.each([1, 2, 3, 4, 10, 1000])('comes in pages of %i without loss or repeat, in both directions of both orders', async (limit) => {
    for (const [sort, rows] of [
      ['created_at', byCreation()],
      ['license_plate', byPlate()],
    ] as const) {
      const [up, down] = [await pages(`sort=${sort}`, limit), await pages(`sort=-${sort}`, limit)];
      expect(up.flat()).toEqual(sorted(rows));
      expect(down.flat()).toEqual(sorted(rows).reverse());
      expect(up).toHaveLength(Math.ceil(ids.length / limit));
    }
  });

  it('binds a page token to the filters and the order that it came from', async () => {
    const { next_page_token } = (await ask('tags=even&limit=2')).json;
    expect((await ask(`tags=even&limit=3&page_token=${next_page_token}`)).status).toBe(200);
    const others = ['limit=2', 'tags=odd&limit=2', 'tags=even&sort=-created_at&limit=2', 'tags=even&q=a&limit=2'];
    for (const query of others) {
      const { status, json } = await ask(`${query}&page_token=${next_page_token}`);
      expect([status, json.type, json.errors[0].pointer], query).toEqual([400, '/problems/validation-error', '/page_token']);
    }
    const archive = await api.call(fleet.people.Support, 'GET', `/archived-vehicles?limit=2&page_token=${next_page_token}`);
    expect(archive.status).toBe(400);
  });

  it('shows a thief of a page token only his own fleet', async () => {
    const { next_page_token } = (await ask('limit=2')).json;
    const thief = await makeFleet(test);
    const { id } = await thief.addVehicle();
    const { json } = await api.call(thief.people.Support, 'GET', `/vehicles?limit=2&page_token=${next_page_token}`);
    expect(json.items.map((item: { id: string }) => item.id)).toEqual([id]);
  });

  const filters = { sort: 'created_at', archived: false };
  it.each([
    ['x'],
    ['%00'],
    ['e30'],
    ['A'.repeat(1001)],
    [Buffer.from('null').toString('base64url')],
    [Buffer.from('{"position":{"value":1,"id":2},"binding":"x"}').toString('base64url')],
    [encodePageToken({ value: '\0', id: 'A' }, filters)],
    [encodePageToken({ value: {}, id: 'A' }, filters)],
    [encodePageToken({}, filters)],
  ])('refuses the page token %s', async (token) => {
    expect((await ask(`page_token=${token}`)).json.type).toBe('/problems/validation-error');
  });

  it.each([
    'limit=0',
    'limit=1001',
    'limit=1.5',
    'limit=',
    'limit=x',
    'limit=1&limit=2',
    'sort=vin',
    'colour=red',
    'archived=maybe',
    '__proto__=x',
    'fuel_type=STEAM',
    'id=aaaaa!',
  ])('refuses the query %s rather than ignore it', async (query) => {
    expect((await ask(query)).json.type).toBe('/problems/validation-error');
  });

  describe('filters', () => {
    let other: TestFleet;
    let [golf, zoe, plain]: string[] = [];
    beforeAll(async () => {
      other = await makeFleet(test);
      const niu = await other.addCredentials();
      const facts = {
        license_plate: 'MVD 1234',
        vin: 'WVW1',
        custom_name: 'Ünal’s Öllü',
        brand: 'Borgward',
        model: 'Golf',
        fuel_type: 'DIESEL',
      };
      golf = (await other.addVehicle({ master_data: { ...facts, fuel_type: 'DIESEL', transmission: 'MANUAL' }, tags: ['a', 'b'] })).id;
      const zoe_facts = { license_plate: 'Æ_50%', custom_name: 'Zoë "die Schnelle" 100% \\o/', vehicle_type: 'CAR' as const };
      zoe = (await other.addVehicle({ unit: other.unitOf.niu(niu, 'NBSGFILTER000001', ['top_case']), master_data: zoe_facts, tags: ['b'] }))
        .id;
      plain = (await other.addVehicle({ operation_status: 'GARAGE', custom_fields: { depot: 'Pocitos Ñandú' } })).id;
    });
    const find = async (query: Record<string, string | string[]>): Promise<string[]> => {
      const parameters = new URLSearchParams(
        Object.entries(query).flatMap(([name, given]) => [given].flat().map((value) => [name, value])),
      );
      const { json } = await api.call(other.people.Support, 'GET', `/vehicles?${parameters}`);
      return json.items.map((item: { id: string }) => item.id);
    };
    const names = (found: string[]) => found.map((id) => ({ [golf ?? '']: 'golf', [zoe ?? '']: 'zoe', [plain ?? '']: 'plain' })[id]).sort();

    it.each<[Record<string, string | string[]>, string[]]>([
      [{ license_plate: 'mvd 1234' }, ['golf']],
      [{ license_plate: 'MVD' }, []],
      [{ license_plate: 'æ_50%' }, ['zoe']],
      [{ custom_name: 'Ünal’s Öllü' }, ['golf']],
      [{ custom_name: 'üNAL’S öLLÜ' }, ['golf']],
      [{ vin: ['wvw1', 'other'] }, ['golf']],
      [{ brand: ['borgward', 'niu'] }, ['golf', 'zoe']],
      [{ brand: 'borgward', model: 'polo' }, []],
      [{ model: 'n1' }, ['zoe']],
      [{ telematics_brand: 'niu' }, ['zoe']],
      [{ telematics_unit_id: 'nbsgfilter000001' }, ['zoe']],
      [{ fuel_type: 'DIESEL' }, ['golf']],
      [{ transmission: 'MANUAL' }, ['golf']],
      [{ vehicle_type: 'CAR', telematics_brand: 'NIU' }, ['zoe']],
      [{ operation_status: ['GARAGE', 'BROKEN'] }, ['plain']],
      [{ life_status: 'ONLINE' }, []],
      [{ rental_status: 'NOT_IN_RENTAL' }, ['golf', 'plain', 'zoe']],
      [{ tags: 'b' }, ['golf', 'zoe']],
      [{ tags: ['a', 'b'] }, ['golf']],
      [{ tags: 'A' }, []],
      [{ command_capability: 'UNLOCK_TOP_CASE' }, ['zoe']],
      [{ vehicle_state_capability: 'TOP_CASE_LID' }, ['zoe']],
      [{ q: 'golf' }, ['golf']],
      [{ q: 'GOLF' }, ['golf']],
      [{ q: 'mvd1234' }, ['golf']],
      [{ q: 'unal' }, ['golf']],
      [{ q: 'ÜNÄL' }, ['golf']],
      [{ q: 'zoe' }, ['zoe']],
      [{ q: 'nandu' }, ['plain']],
      [{ q: 'filter0000' }, ['zoe']],
      [{ q: '%' }, ['zoe']],
      [{ q: '_' }, ['zoe']],
      [{ q: '\\' }, ['zoe']],
      [{ q: '100%' }, ['zoe']],
      [{ q: 'e_5' }, []],
      [{ q: '_50%' }, ['zoe']],
      [{ q: '"die' }, ['zoe']],
      [{ q: '"' }, ['zoe']],
      [{ q: "x' OR 1=1 --" }, []],
      [{ q: 'NOT golf' }, []],
      [{ q: 'golf*' }, []],
      [{ q: 'zo' }, ['zoe']],
      [{ q: 'öl' }, ['golf', 'plain']],
      [{ q: '\u0301' }, []],
      [{ q: '  golf ' }, ['golf']],
      [{ q: '' }, ['golf', 'plain', 'zoe']],
    ])('%j finds %j', async (query, wanted) => {
      expect(names(await find(query))).toEqual(wanted);
    });

    it('finds a vehicle by its id, in any field of the search', async () => {
      expect(names(await find({ id: [golf ?? '', 'ZZZZZ'] }))).toEqual(['golf']);
      expect(names(await find({ q: (golf ?? '').toLowerCase() }))).toEqual(['golf']);
    });

    it('leaves archived vehicles out of list, search and tags, and has them in the archive', async () => {
      const gone = await other.addVehicle({ master_data: { license_plate: 'GONE 77' }, tags: ['leaving'] });
      await api.call(other.people['Fleet Manager'], 'DELETE', `/vehicles/${gone.id}`);
      expect(await find({ q: 'gone 77' })).toEqual([]);
      expect(await find({ tags: 'leaving' })).toEqual([]);
      expect(await find({ id: gone.id })).toEqual([]);
      expect((await api.call(other.people.Support, 'GET', '/tags')).text).not.toContain('leaving');
      const archive = await api.call(other.people.Support, 'GET', '/archived-vehicles?q=gone%2077');
      expect(archive.json.items).toMatchObject([{ id: gone.id, archived_at: expect.any(String) }]);
    });
  });

  it('lists the archive newest first, in pages', async () => {
    const keeper = await makeFleet(test);
    const archived: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const { id } = await keeper.addVehicle();
      if (index % 2 === 0) test.clock.advance(1);
      await api.call(keeper.people['Fleet Manager'], 'DELETE', `/vehicles/${id}`);
      archived.push(id);
    }
    const found: { id: string; archived_at: string }[] = [];
    for (let token = ''; ; ) {
      const { json } = await api.call(keeper.people.Support, 'GET', `/archived-vehicles?limit=2${token}`);
      found.push(...json.items);
      if (!json.next_page_token) break;
      token = `&page_token=${json.next_page_token}`;
    }
    expect(found.map((item) => item.id).sort()).toEqual([...archived].sort());
    expect(found.map((item) => item.archived_at)).toEqual(
      found
        .map((item) => item.archived_at)
        .sort()
        .reverse(),
    );
    expect(await list('limit=1000')).not.toContain(archived[0]);
  });
});
