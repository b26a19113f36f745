import { Secret } from '#lib/domain/secret.ts';
import { AdapterFailure, type CredentialCheck, type Credentials } from './port.ts';

const plain = (value: string | Secret): string => (Secret.is(value) ? value.reveal() : value);

/** Opens a field that the brand requires; throws `rejected` when it is missing. */
export const requiredValue = (credentials: Credentials, name: string): string => {
  const value = credentials.values[name];
  if (value === undefined) throw new AdapterFailure('rejected', `The credentials lack ${name}`);
  return plain(value);
};

export const optionalValue = (credentials: Credentials, name: string): string | undefined => {
  const value = credentials.values[name];
  return value === undefined ? undefined : plain(value);
};

/** Address of the vendor without a slash at its end. */
export const baseUrl = (credentials: Credentials): string => requiredValue(credentials, 'base_url').replace(/\/+$/, '');

/** A vendor's text for support: every secret of the credentials masked, bearer tokens too, and cut short. */
export const maskVendorText = (text: string, credentials: Credentials): string => {
  const secrets = Object.values(credentials.values).filter((value) => Secret.is(value));
  const masked = secrets.reduce((rest, secret) => rest.replaceAll(secret.reveal(), '[secret]'), text);
  return masked.replace(/(bearer\s+|token["'=:\s]+)[A-Za-z0-9._~+/=-]{8,}/gi, '$1[secret]').slice(0, 500);
};

/** A credential check that failed, in words for the person who entered the credentials. */
export const explainCheckFailure = (error: unknown): Extract<CredentialCheck, { ok: false }> => {
  if (!(error instanceof AdapterFailure)) throw error;
  if (error.kind === 'rejected') return { ok: false, reason: 'invalid', detail: 'The vendor does not accept these credentials.' };
  return { ok: false, reason: 'unreachable', detail: 'The vendor could not be asked. Check the API address and try again.' };
};
