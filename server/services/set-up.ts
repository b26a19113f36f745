import { rmSync } from 'node:fs';
import { founderPermissions } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { nowAt } from '#server/app.ts';
import { hashPassword } from '#server/auth/password.ts';
import { isSetUpToken } from '#server/auth/set-up-token.ts';
import { normaliseEmail } from '#server/auth/sign-in.ts';
import { dataPaths } from '#server/config.ts';
import { newId, newShortId } from '#server/ids.ts';
import { countUsers, insertFleet, insertMembership, insertUser } from '#server/store/access.ts';
import { write } from '#server/store/write.ts';
import type { Service } from './call.ts';

/** Makes the first fleet and its first person, once, for whoever can read the server's console. */
export const setUp: Service<'setUp'> = async (app, actor, { body }) => {
  const file = dataPaths(app.config.data_dir).set_up_token;
  if ((await countUsers(app.db.read)) > 0) throw new Problem('conflicting-resource', 'This installation is set up already. Sign in.');
  if (!isSetUpToken(file, body.token)) {
    throw new Problem('invalid-credentials', 'The token is not the one on the console.', {
      errors: [{ pointer: '/token', code: 'wrong', message: 'Not the token that the console shows.' }],
    });
  }
  const created_at = nowAt(app);
  const fleet_id = newShortId();
  const user_id = newId();
  const password_hash = await hashPassword(body.password);
  await write(app, async (tx, _emit, audit) => {
    // Two who set up at once would both see an empty database.
    await app.db.dialect.lockFleet(tx, 'set-up');
    if ((await countUsers(tx)) > 0) throw new Problem('conflicting-resource', 'This installation is set up already. Sign in.');
    await insertFleet(tx, { id: fleet_id, name: body.fleet_name, time_zone: body.time_zone, settings: '{}', created_at });
    await insertUser(tx, {
      id: user_id,
      email: normaliseEmail(body.email),
      name: body.name,
      password_hash,
      version: 1,
      created_at,
      disabled_at: null,
    });
    const permissions = JSON.stringify(founderPermissions());
    await insertMembership(tx, { user_id, fleet_id, preset: 'Fleet Manager', permissions, created_at });
    const by = { type: 'USER', id: user_id, name: body.name };
    audit({ fleet_id, actor: by, action: 'fleet.set-up', object_type: 'fleet', object_id: fleet_id, flow_id: actor.flow_id });
  });
  rmSync(file, { force: true });
  return { fleet_id };
};
