/**
 * Promise P7b: what changed between request and claim stops the command. For each check the broken variant leaves it out: the same change
 * must then let the command through, or the test would prove nothing.
 */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { niu_models } from '#lib/catalogue/models/niu.ts';
import type { Actor } from '#lib/domain/access.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { requestCommand } from '#server/services/commands.ts';
import { type CommandRow, findCommandById } from '#server/store/commands.ts';
import { findVehicle, type VehicleChanges } from '#server/store/vehicles.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type Person, type TestFleet } from '#server/test/fleet.fixture.ts';
import { takeOffice } from '#server/test/post.fixture.ts';
import { claim, claim_checks } from './claim.ts';
import type { Post } from './office.ts';

const [model] = niu_models;
if (!model) throw new Error('The catalogue has no model.');
type CheckName = keyof typeof claim_checks;

const without = (name: CheckName): Partial<typeof claim_checks> =>
  Object.fromEntries(Object.entries(claim_checks).filter(([key]) => key !== name));

describeOnBothDatabases('a claim', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let credentials_id: string;
  let post: Post;
  let other: Post;
  let partner: TestFleet;
  let vehicle: Vehicle;
  let person: Person;
  let client: Actor;
  const addVehicle = () => fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id, undefined, ['top_case']) });
  beforeAll(async () => {
    test = await makeApp({ API_COMMANDS_PER_MINUTE: '60' });
    fleet = await makeFleet(test);
    partner = await makeFleet(test);
    credentials_id = await fleet.addCredentials();
    post = await takeOffice(test);
    other = await takeOffice(test, 'other');
  });
  beforeEach(async () => {
    vehicle = await addVehicle();
    person = await fleet.addPerson('Fleet Manager');
    client = { ...fleet.actor, type: 'API_CLIENT', id: (await fleet.addClient()).client_id };
  });

  type Table = 'users' | 'sessions' | 'memberships' | 'api_clients' | 'fleets' | 'latest_states';
  const change = async (table: Table, columns: object, key: string, value: string) => {
    await test.app.db.write
      .updateTable(table)
      .set(columns)
      .where(key as 'id', '=', value)
      .execute();
  };
  const changeVehicle = async (columns: VehicleChanges) => {
    await test.app.db.write.updateTable('vehicles').set(columns).where('id', '=', vehicle.id).execute();
  };
  const find = async (id: string): Promise<CommandRow> => {
    const row = await findCommandById(test.app.db.read, id);
    if (!row) throw new Error('the command is gone');
    return row;
  };
  const prepare = async (actor: Actor, command: string, body = {}, vehicle_id = vehicle.id) => {
    const { id } = await requestCommand(test.app, actor, { params: { vehicle_id, command }, query: {}, body });
    const row = await findVehicle(test.app.db.read, fleet.fleet_id, vehicle_id);
    if (!row) throw new Error('the vehicle is gone');
    return { command: await find(id), prepared: { vehicle: row, model } };
  };
  const signedIn = (): Actor => ({ ...person.actor, session_id: person.session_id });
  const past = '2030-06-10T06:00:00.000Z';
  const state = (speed: number, age_ms: number) =>
    JSON.stringify({ speed_in_kilometers_per_hour: { value: speed, timestamp: new Date(test.clock.now() - age_ms).toISOString() } });

  interface Case {
    name: string;
    check: CheckName;
    by?: () => Actor;
    command?: string;
    body?: object;
    /** Before the request. */
    first?: () => Promise<unknown>;
    happens: () => Promise<unknown>;
    ends: [status: string, problem: string];
  }
  const lost_right: Case['ends'] = ['REJECTED', 'missing-permissions'];
  const cases: Case[] = [
    {
      name: 'the sign-in was revoked',
      check: 'initiator',
      happens: () => change('sessions', { revoked_at: past }, 'id', person.session_id),
      ends: lost_right,
    },
    {
      name: 'the sign-in ran out',
      check: 'initiator',
      happens: () => change('sessions', { expires_at: past }, 'id', person.session_id),
      ends: lost_right,
    },
    {
      name: 'the password was changed',
      check: 'initiator',
      happens: () => change('users', { version: 2 }, 'id', person.actor.id),
      ends: lost_right,
    },
    {
      name: 'the person was disabled',
      check: 'initiator',
      happens: () => change('users', { disabled_at: past }, 'id', person.actor.id),
      ends: lost_right,
    },
    {
      name: 'the permission was taken away',
      check: 'initiator',
      happens: () => change('memberships', { permissions: '["vehicles","command-override"]' }, 'user_id', person.actor.id),
      ends: lost_right,
    },
    {
      name: 'the membership ended',
      check: 'initiator',
      happens: () => test.app.db.write.deleteFrom('memberships').where('user_id', '=', person.actor.id).execute(),
      ends: lost_right,
    },
    {
      name: 'the right to override was taken away',
      check: 'initiator',
      body: { override: true, reason: 'stolen' },
      happens: () => change('memberships', { permissions: '["vehicle-commands"]' }, 'user_id', person.actor.id),
      ends: lost_right,
    },
    {
      name: 'the API client was removed',
      check: 'initiator',
      by: () => client,
      happens: () => change('api_clients', { revoked_at: past }, 'id', client.id),
      ends: lost_right,
    },
    {
      name: 'the API client was narrowed',
      check: 'initiator',
      by: () => client,
      happens: () => change('api_clients', { permissions: '["vehicles","vehicle-commands.ro"]' }, 'id', client.id),
      ends: lost_right,
    },
    {
      name: 'the vehicle was archived',
      check: 'vehicle',
      happens: () => changeVehicle({ archived_at: past }),
      ends: ['REJECTED', 'conflicting-resource'],
    },
    {
      name: 'the sharing with the fleet that asked ended',
      check: 'sharing',
      by: () => partner.actor,
      first: () => changeVehicle({ partner_fleet_id: partner.fleet_id }),
      happens: () => changeVehicle({ partner_fleet_id: null }),
      ends: lost_right,
    },
    {
      name: 'the time of the sharing ran out',
      check: 'sharing',
      by: () => partner.actor,
      first: () => changeVehicle({ partner_fleet_id: partner.fleet_id }),
      happens: () => changeVehicle({ sharing_ends_at: past }),
      ends: lost_right,
    },
    {
      name: 'the vehicle was shared with another fleet',
      check: 'unit',
      happens: () => changeVehicle({ partner_fleet_id: partner.fleet_id }),
      ends: ['REJECTED', 'vehicle/shared-with-partner'],
    },
    {
      name: 'its time ran out',
      check: 'time',
      happens: async () => test.clock.advance(60_000),
      ends: ['EXPIRED', 'vehicle/no-connection'],
    },
    {
      name: 'the setup began anew',
      check: 'unit',
      happens: () => changeVehicle({ setup_status: 'IN_PROGRESS' }),
      ends: ['REJECTED', 'vehicle/conflicting-setup-status'],
    },
    {
      name: 'the unit was exchanged',
      check: 'unit',
      happens: () => changeVehicle({ telematics_unit_id: `NBSGX${vehicle.id}` }),
      ends: ['REJECTED', 'vehicle/conflicting-setup-status'],
    },
    {
      name: 'the model lost the command',
      check: 'unit',
      happens: () => changeVehicle({ capabilities: '{"commands":[],"vehicle_state":[]}' }),
      ends: ['REJECTED', 'vehicle/command-not-supported'],
    },
    {
      name: 'the vehicle drove off',
      check: 'interlock',
      command: 'lock-top-case',
      happens: () => change('latest_states', { state: state(3, 0) }, 'vehicle_id', vehicle.id),
      ends: ['REJECTED', 'vehicle/conflicting-state'],
    },
    {
      name: 'the fleet asked for a fresh state',
      check: 'interlock',
      command: 'disable-driving',
      happens: async () => {
        await change('latest_states', { state: state(0, 61_000) }, 'vehicle_id', vehicle.id);
        await change('fleets', { settings: '{"immobilizer_requires_fresh_state":true}' }, 'id', fleet.fleet_id);
      },
      ends: ['REJECTED', 'vehicle/conflicting-state'],
    },
  ];

  describe.each(cases)(
    'after $name',
    ({ check, by = signedIn, command = 'unlock-top-case', body, first, happens, ends: [status, problem] }) => {
      it('sends nothing, which the variant without the check would', async () => {
        await first?.();
        const asked = await prepare(by(), command, body);
        await happens();
        expect(await claim(test.app, post, asked.command, asked.prepared)).toBeUndefined();
        expect(await find(asked.command.id)).toMatchObject({ status, problem_type: `/problems/${problem}`, sent_at: null });
        await test.app.db.write.updateTable('commands').set({ status: 'REQUESTED' }).where('id', '=', asked.command.id).execute();
        expect(await claim(test.app, post, asked.command, asked.prepared, without(check))).toMatchObject({ status: 'DISPATCHING' });
        await change('fleets', { settings: '{}' }, 'id', fleet.fleet_id);
      });
    },
  );

  it('lets a command through whose sender and vehicle stand as they stood', async () => {
    for (const actor of [signedIn(), client, { ...fleet.actor, type: 'SYSTEM', id: 'gateway' } as const]) {
      const { command, prepared } = await prepare(actor, 'unlock-top-case', {}, (await addVehicle()).id);
      expect(await claim(test.app, post, command, prepared)).toMatchObject({ status: 'DISPATCHING' });
    }
  });

  it('keeps to the budget of a client exactly, whatever races, at two gateways too, and counts neither plans nor people', async () => {
    const ask = async (actor: Actor) => prepare(actor, 'unlock-top-case', {}, (await addVehicle()).id);
    const race = async (checks = claim_checks as Partial<typeof claim_checks>) => {
      const asked = [];
      for (let index = 0; index < 125; index += 1) asked.push(await ask(client));
      const claims = await Promise.all(
        asked.map(({ command, prepared }, index) => claim(test.app, index % 2 === 0 ? post : other, command, prepared, checks)),
      );
      return claims.filter((row) => row !== undefined).length;
    };
    expect(await race()).toBe(120);
    const of_plan = await ask(client);
    expect(await claim(test.app, post, { ...of_plan.command, plan_id: 'plan' }, of_plan.prepared)).toBeDefined();
    const of_person = await ask(signedIn());
    expect(await claim(test.app, post, of_person.command, of_person.prepared)).toBeDefined();
    test.clock.advance(60_000);
    expect(await race(without('budget'))).toBe(125);
  });
});
