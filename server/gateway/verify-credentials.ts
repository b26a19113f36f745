import type { CredentialsCheck } from '#lib/contract/credentials.ts';
import type { CredentialCheck, HttpAdapter } from '#server/adapters/port.ts';
import { type App, nowAt } from '#server/app.ts';
import { type CredentialsRow, endRotation, updateCredentialsAt } from '#server/store/credentials.ts';
import { write } from '#server/store/write.ts';
import type { CredentialsVault } from './open-credentials.ts';

export const toCheck = (check: CredentialCheck): CredentialsCheck => {
  if (check.ok) return { status: 'VALID', ...(check.units_visible !== undefined && { units_visible: check.units_visible }) };
  const refused = check.reason === 'invalid' || check.reason === 'forbidden';
  return { status: refused ? 'INVALID' : 'UNTESTED', detail: check.detail };
};

/**
 * Asks the vendor about the newest secrets of stored credentials, and notes the answer of exactly these: when others were stored meanwhile, it says
 * nothing about them. Newest secrets that are accepted end the use of the former ones.
 */
export const verifyStored = async (
  app: App,
  vault: CredentialsVault,
  adapter: HttpAdapter,
  row: CredentialsRow,
  flow_id: string,
): Promise<CredentialsCheck> => {
  const opened = vault.openNewest(row);
  const check = toCheck(await adapter.verifyCredentials(opened.credentials, opened.context(flow_id)));
  const { status, detail } = check;
  const success = status === 'VALID' && { last_success_at: nowAt(app), consecutive_failures: 0 };
  const told = row.former_sealed_secrets && status === 'INVALID' ? `${detail} The former secret is still in use.` : detail;
  await write(app, async (tx) => {
    // A vendor that could not be asked takes back nothing that is known.
    const verdict = status !== 'UNTESTED' && { status };
    const detail_too = (verdict || row.status === 'UNTESTED') && { status_detail: told ?? null };
    const changes = { checked_at: nowAt(app), ...verdict, ...detail_too, ...success };
    const noted = await updateCredentialsAt(tx, row.id, row.revision, changes);
    if (noted && status === 'VALID') await endRotation(tx, row.id, row.revision);
  });
  return check;
};
