'use client';
import { type FormEvent, useId, useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { InvitationWithLink } from '#lib/contract/people.ts';
import type { PermissionPreset } from '#lib/contract/presets.ts';
import { type Permission, presetIdOf, presetPermissions } from '#lib/domain/access.ts';
import { type Grant, grantBody, grantOf, offeredPresets } from './grant.ts';
import { GrantFields } from './grant-fields.tsx';
import { LinkOnce } from './link-once.tsx';
import type { PeopleActions } from './people-actions.ts';
import { useAct } from './use-act.ts';

export interface InviteSheetProps {
  presets: readonly PermissionPreset[];
  grantor: readonly Permission[];
  inviteUser: PeopleActions['inviteUser'];
  onClose: () => void;
  onInvited: () => void;
}

const nobody = { email: '', first_name: '', last_name: '', job_title: '' };

const firstGrant = (presets: readonly PermissionPreset[], grantor: readonly Permission[]): Grant => {
  const usual = grantOf({ preset_id: presetIdOf('Support'), permissions: presetPermissions('Support') });
  return offeredPresets(presets, grantor, []).some(({ id }) => id === usual.preset_id) ? usual : grantOf({ permissions: [] });
};

/** Asks for the person and the permissions, then shows the link. The next invitation can begin with the same permissions. */
export function InviteSheet({ presets, grantor, inviteUser, onClose, onInvited }: InviteSheetProps) {
  const { t, language } = useText();
  const form = useId();
  const [person, setPerson] = useState(nobody);
  const [grant, setGrant] = useState(() => firstGrant(presets, grantor));
  const [made, setMade] = useState<InvitationWithLink>();
  const { busy, problem, act } = useAct();
  const field = (name: keyof typeof nobody) => ({
    value: person[name],
    onChange: (event: { target: { value: string } }) => setPerson({ ...person, [name]: event.target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act(
      () => inviteUser({ body: { ...person, email: person.email.trim(), language, ...grantBody(grant) } }),
      (invitation) => {
        setMade(invitation);
        onInvited();
      },
    );
  };
  const again = () => {
    setMade(undefined);
    setPerson(nobody);
  };
  const close = (open: boolean) => !open && onClose();
  if (made) {
    return (
      <Sheet
        open
        onOpenChange={close}
        title={t('{name} is invited', { name: made.email })}
        footer={
          <>
            <Button onClick={again}>{t('Keep permissions and invite another')}</Button>
            <Button variant="primary" onClick={onClose}>
              {t('Done')}
            </Button>
          </>
        }
      >
        <LinkOnce url={made.url} until={t('Good for one acceptance within 7 days.')} />
        {made.mailed && <p className="mt-3 text-ink-soft">{t('A mail with the link is on its way to {email}.', { email: made.email })}</p>}
      </Sheet>
    );
  }
  const { email: email_error } = problemFields(problem);
  return (
    <Sheet
      open
      onOpenChange={close}
      title={t('Invite a person')}
      description={t('You get a link to hand over. Whoever has an account already joins with it.')}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t('Make invitation')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate autoComplete="off" onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t('E-mail')} required {...(email_error && { error: email_error })}>
          <Input {...field('email')} type="email" inputMode="email" autoCapitalize="none" spellCheck={false} autoFocus />
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('First name')}>
            <Input {...field('first_name')} maxLength={50} />
          </Field>
          <Field label={t('Last name')}>
            <Input {...field('last_name')} maxLength={50} />
          </Field>
        </div>
        <Field label={t('Job title')}>
          <Input {...field('job_title')} maxLength={100} />
        </Field>
        <GrantFields grant={grant} onChange={setGrant} presets={presets} grantor={grantor} held={[]} />
        {!email_error && <ProblemNote problem={problem} />}
      </form>
    </Sheet>
  );
}
