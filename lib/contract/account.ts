import { z } from 'zod';
import { items, operation } from './define.ts';
import { FleetReference } from './fleet.ts';
import { MailLanguage, PersonName, UserSession } from './people.ts';
import { routes } from './routes.ts';

const area = 'Account';
export const NewPassword = z.string().min(12, 'At least 12 characters').max(200);
const password = z.string().min(1).max(200);
const token = z.string().min(1).max(100);
const code = z.string().max(30).trim().min(6).describe('Six digits of the app, or a recovery code');

export const SecondFactor = z.object({
  enabled: z.boolean(),
  enabled_at: z.iso.datetime().optional(),
  recovery_codes_left: z.int(),
  required: z.boolean().describe('The fleet asks for it of whoever may do what the person may'),
});
export type SecondFactor = z.infer<typeof SecondFactor>;

export const SecondFactorStart = z.object({
  secret: z.string().describe('To type into an app that cannot read the picture; base32'),
  uri: z.string().describe('`otpauth://totp/…`'),
  qr_code: z.string().describe('The same as a picture: a data address of an SVG'),
});
export type SecondFactorStart = z.infer<typeof SecondFactorStart>;

export const RecoveryCodes = z.object({ recovery_codes: z.array(z.string()).describe('Each good once; told only here') });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

export const PasswordAndCode = z.strictObject({ password, code });
const own = { area, permission: 'any', of_people: true, ours: true } as const;

export const account_operations = {
  updateMe: operation({ ...routes.updateMe, ...own, summary: 'Change the own name', body: z.strictObject({ name: PersonName }) }),
  changePassword: operation({
    ...routes.changePassword,
    ...own,
    summary: 'Change the own password',
    body: z.strictObject({ current_password: password, new_password: NewPassword }),
  }),
  listOwnSessions: operation({ ...routes.listOwnSessions, ...own, summary: 'List where one is signed in', output: items(UserSession) }),
  revokeOwnSession: operation({
    ...routes.revokeOwnSession,
    ...own,
    summary: 'Sign oneself out somewhere',
    params: z.strictObject({ session_id: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/) }),
  }),
  getSecondFactor: operation({
    ...routes.getSecondFactor,
    ...own,
    summary: 'Read the state of the own second factor',
    output: SecondFactor,
  }),
  startSecondFactor: operation({
    ...routes.startSecondFactor,
    ...own,
    summary: 'Begin to set up a second factor',
    body: z.strictObject({ password }),
    status: 201,
    output: SecondFactorStart,
  }),
  enableSecondFactor: operation({
    ...routes.enableSecondFactor,
    ...own,
    summary: 'Finish it with a first code',
    body: z.strictObject({ code }),
    output: RecoveryCodes,
  }),
  replaceRecoveryCodes: operation({
    ...routes.replaceRecoveryCodes,
    ...own,
    summary: 'Make new recovery codes',
    body: PasswordAndCode,
    status: 201,
    output: RecoveryCodes,
  }),
  disableSecondFactor: operation({
    ...routes.disableSecondFactor,
    ...own,
    summary: 'Switch the own second factor off',
    body: PasswordAndCode,
  }),
  joinFleet: operation({
    ...routes.joinFleet,
    ...own,
    summary: 'Accept an invitation with the account one has',
    body: z.strictObject({ token }),
    output: FleetReference,
  }),
  acceptInvitation: operation({
    ...routes.acceptInvitation,
    summary: 'Accept an invitation with a new account',
    area,
    body: z.strictObject({ token, name: PersonName, password: NewPassword }),
    status: 201,
    output: z.object({ email: z.string() }),
    ours: true,
  }),
  resetPassword: operation({
    ...routes.resetPassword,
    summary: 'Choose a new password by a link',
    area,
    body: z.strictObject({ token, password: NewPassword }),
    ours: true,
  }),
  requestPasswordReset: operation({
    ...routes.requestPasswordReset,
    summary: 'Have a link for a new password mailed to oneself',
    area,
    body: z.strictObject({ email: z.email().max(200), language: MailLanguage.optional() }),
    ours: true,
  }),
};
