import { z } from 'zod';
import { Permission } from '#lib/domain/access-schema.ts';
import { operation, page, paging } from './define.ts';
import { routes } from './routes.ts';

const area = 'People';
const Id = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);
const user_path = z.strictObject({ user_id: Id });

export const MailLanguage = z.enum(['en', 'de']).describe('Of the mail');
export const PersonName = z.string().max(100).trim().min(1);
export const PresetId = z
  .string()
  .regex(/^[0-9A-Za-z-]{1,40}$/)
  .describe('Of a built-in preset, such as `fleet-manager`, or of one that the fleet made');
const preset_parts = {
  preset: z.string().optional().describe('Name of the preset that the permissions came from'),
  preset_id: PresetId.optional().describe('Of the preset that the permissions follow; absent for permissions of their own'),
};

export const User = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  job_title: z.string().optional(),
  ...preset_parts,
  permissions: z.array(Permission),
  two_factor_enabled: z.boolean(),
  created_at: z.iso.datetime().describe('Member of this fleet since'),
  last_seen_at: z.iso.datetime().optional().describe('To within a minute; absent before the first sign-in'),
});
export type User = z.infer<typeof User>;

export const UserSession = z.object({
  id: z.string(),
  created_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
  user_agent: z.string(),
  current: z.boolean().describe('The one that asks'),
});
export type UserSession = z.infer<typeof UserSession>;

const job_title = z.string().max(100).trim();
const grant = { preset_id: PresetId.optional(), permissions: z.array(Permission).max(100).optional() };
const namesOne = (given: { preset_id?: string | undefined; permissions?: unknown }) =>
  (given.preset_id === undefined) !== (given.permissions === undefined);
const one_of_both = 'Name either preset_id or permissions';

export const PermissionGrant = z.strictObject(grant).refine(namesOne, one_of_both);
export type PermissionGrant = z.infer<typeof PermissionGrant>;

export const NewInvitation = z
  .strictObject({
    email: z.email().max(200),
    first_name: z.string().max(50).trim().optional(),
    last_name: z.string().max(50).trim().optional(),
    job_title: job_title.optional(),
    language: MailLanguage.optional(),
    ...grant,
  })
  .refine(namesOne, one_of_both);

export const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().optional(),
  job_title: z.string().optional(),
  ...preset_parts,
  permissions: z.array(Permission),
  invited_by: z.string(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
});
export type Invitation = z.infer<typeof Invitation>;

export const InvitationWithLink = Invitation.extend({
  url: z.url().describe('Good for one acceptance; told only here'),
  mailed: z.boolean().describe('A mail with the link is on its way to the person'),
});
export type InvitationWithLink = z.infer<typeof InvitationWithLink>;

export const PasswordResetLink = z.object({ url: z.url().describe('Good once; told only here'), expires_at: z.iso.datetime() });
export type PasswordResetLink = z.infer<typeof PasswordResetLink>;

const read = 'users.ro';
const write = 'users';

export const people_operations = {
  listInvitations: operation({
    ...routes.listInvitations,
    summary: 'List open invitations',
    area,
    permission: read,
    query: z.strictObject(paging),
    output: page(Invitation),
    ours: true,
  }),
  inviteUser: operation({
    ...routes.inviteUser,
    summary: 'Invite a person',
    area,
    permission: write,
    body: NewInvitation,
    status: 201,
    output: InvitationWithLink,
    ours: true,
  }),
  withdrawInvitation: operation({
    ...routes.withdrawInvitation,
    summary: 'Withdraw an invitation',
    area,
    permission: write,
    params: z.strictObject({ invitation_id: Id }),
    ours: true,
  }),
  listUsers: operation({
    ...routes.listUsers,
    summary: 'List the people of the fleet',
    area,
    permission: read,
    query: z.strictObject(paging),
    output: page(User),
    ours: true,
  }),
  getUser: operation({
    ...routes.getUser,
    summary: 'Read a person',
    area,
    permission: read,
    params: user_path,
    output: User,
    revisioned: true,
    ours: true,
  }),
  updateUser: operation({
    ...routes.updateUser,
    summary: 'Change the job title of a person',
    area,
    permission: write,
    params: user_path,
    body: z.strictObject({ job_title: job_title.nullable().optional() }),
    output: User,
    revisioned: true,
    ours: true,
  }),
  setUserPermissions: operation({
    ...routes.setUserPermissions,
    summary: 'Set what a person may do',
    area,
    permission: write,
    params: user_path,
    body: PermissionGrant,
    output: User,
    revisioned: true,
    ours: true,
  }),
  deleteUser: operation({
    ...routes.deleteUser,
    summary: 'Remove a person from the fleet',
    area,
    permission: write,
    params: user_path,
    ours: true,
  }),
  listUserSessions: operation({
    ...routes.listUserSessions,
    summary: 'List where a person is signed in',
    area,
    permission: read,
    params: user_path,
    output: z.object({ items: z.array(UserSession) }),
    ours: true,
  }),
  revokeUserSession: operation({
    ...routes.revokeUserSession,
    summary: 'Sign a person out somewhere',
    area,
    permission: write,
    params: z.strictObject({ user_id: Id, session_id: Id }),
    ours: true,
  }),
  resetUserSecondFactor: operation({
    ...routes.resetUserSecondFactor,
    summary: 'Take the second factor off a person who lost it',
    area,
    permission: write,
    params: user_path,
    ours: true,
  }),
  createPasswordReset: operation({
    ...routes.createPasswordReset,
    summary: 'Make a link by which a person chooses a new password',
    area,
    permission: write,
    params: user_path,
    status: 201,
    output: PasswordResetLink,
    ours: true,
  }),
};
