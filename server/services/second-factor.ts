import { toDataURL } from 'qrcode';
import { type Actor, asksSecondFactor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { auditPerson } from '#server/auth/audit-session.ts';
import { checkProof, requireOwnPassword } from '#server/auth/own-password.ts';
import { newRecoveryCodes, recoveryCodeHash } from '#server/auth/recovery-codes.ts';
import { sealSeed, takeSecondFactorCode } from '#server/auth/second-factor.ts';
import { newSeed, seedUri } from '#server/auth/totp.ts';
import type { Query } from '#server/db/dialect.ts';
import { findFleet } from '#server/store/access.ts';
import { readFleetRules } from '#server/store/fleet-rules.ts';
import { endSessions } from '#server/store/people.ts';
import {
  countRecoveryCodes,
  deleteSecondFactor,
  enableSecondFactor as enableRow,
  findSecondFactor,
  replaceRecoveryCodes as replaceCodes,
  startSecondFactor as startRow,
} from '#server/store/second-factors.ts';
import { write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';

export const getSecondFactor: Service<'getSecondFactor'> = async (app, actor) => {
  authorise(actor, 'getSecondFactor');
  const row = await findSecondFactor(app.db.read, actor.id);
  const fleet = await findFleet(app.db.read, actor.fleet_id);
  const rule = readFleetRules(fleet?.settings ?? '{}').second_factor_required;
  return {
    enabled: typeof row?.enabled_at === 'string',
    ...(row?.enabled_at && { enabled_at: row.enabled_at }),
    recovery_codes_left: row?.enabled_at ? await countRecoveryCodes(app.db.read, actor.id) : 0,
    required: actor.second_factor_due === true || (rule && asksSecondFactor(actor.permissions)),
  };
};

const requireState = async (db: Query, actor: Actor, wanted: 'on' | 'off' | 'begun'): Promise<void> => {
  const row = await findSecondFactor(db, actor.id);
  const state = row?.enabled_at ? 'on' : row ? 'begun' : 'off';
  if (state === wanted || (wanted === 'off' && state === 'begun')) return;
  const texts = {
    on: 'You have no second factor yet.',
    off: 'You have a second factor already. Switch it off first.',
    begun: 'Begin to set up a second factor first.',
  };
  throw new Problem('conflicting-resource', texts[wanted]);
};

const pictureOf = (uri: string): Promise<string> => toDataURL(uri, { errorCorrectionLevel: 'M', margin: 2, width: 220 });

/** Gives the seed, once. Nothing is asked of the person until a first code has shown that the app has it. */
export const startSecondFactor: Service<'startSecondFactor'> = async (app, actor, { body: { password } }) => {
  authorise(actor, 'startSecondFactor');
  await requireState(app.db.read, actor, 'off');
  await requireOwnPassword(app, actor.id, password, '/password');
  const seed = newSeed();
  await write(app, async (tx) => {
    await requireState(tx, actor, 'off');
    const sealed_seed = sealSeed(app, seed, actor.id);
    await startRow(tx, { user_id: actor.id, sealed_seed, created_at: nowAt(app), enabled_at: null, last_step: 0 });
  });
  const uri = seedUri(seed, actor.email ?? actor.name);
  return { secret: seed.reveal(), uri, qr_code: await pictureOf(uri) };
};

const requireCode = (app: App, actor: Actor, code: string): Promise<void> =>
  checkProof(app, actor.id, '/code', 'This code is wrong, too old or used already.', () =>
    write(app, (tx) => takeSecondFactorCode(app, tx, actor.id, code)),
  );

/** Other sessions, opened without the second factor, end. */
export const enableSecondFactor: Service<'enableSecondFactor'> = async (app, actor, { body: { code } }) => {
  authorise(actor, 'enableSecondFactor');
  await requireState(app.db.read, actor, 'begun');
  await requireCode(app, actor, code);
  const recovery_codes = newRecoveryCodes();
  await write(app, async (tx, _emit, audit) => {
    await requireState(tx, actor, 'begun');
    await enableRow(tx, actor.id, nowAt(app));
    await replaceCodes(tx, actor.id, recovery_codes.map(recoveryCodeHash));
    await endSessions(tx, actor.id, actor.session_id);
    await auditPerson(tx, audit, actor, 'user.enable-second-factor', {}, actor.flow_id);
  });
  return { recovery_codes };
};

const requireBoth = async (app: App, actor: Actor, { password, code }: { password: string; code: string }) => {
  await requireState(app.db.read, actor, 'on');
  await requireOwnPassword(app, actor.id, password, '/password');
  await requireCode(app, actor, code);
};

export const replaceRecoveryCodes: Service<'replaceRecoveryCodes'> = async (app, actor, { body }) => {
  authorise(actor, 'replaceRecoveryCodes');
  await requireBoth(app, actor, body);
  const recovery_codes = newRecoveryCodes();
  await write(app, async (tx, _emit, audit) => {
    await replaceCodes(tx, actor.id, recovery_codes.map(recoveryCodeHash));
    await auditPerson(tx, audit, actor, 'user.replace-recovery-codes', {}, actor.flow_id);
  });
  return { recovery_codes };
};

export const disableSecondFactor: Service<'disableSecondFactor'> = async (app, actor, { body }) => {
  authorise(actor, 'disableSecondFactor');
  await requireBoth(app, actor, body);
  await write(app, async (tx, _emit, audit) => {
    await deleteSecondFactor(tx, actor.id);
    await auditPerson(tx, audit, actor, 'user.disable-second-factor', {}, actor.flow_id);
  });
};
