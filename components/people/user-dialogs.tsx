'use client';
import { useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { notify } from '#components/ui/toast.tsx';
import type { ActionResult } from '#lib/client/action-result.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { PasswordResetLink, User } from '#lib/contract/people.ts';
import { LinkOnce } from './link-once.tsx';
import type { PeopleActions } from './people-actions.ts';
import { useAct } from './use-act.ts';

interface UserDialogProps {
  user: User;
  onClose: () => void;
  onDone: () => void;
}

const closing = (onClose: () => void) => (open: boolean) => !open && onClose();

interface ActOnUserProps extends Omit<UserDialogProps, 'user'> {
  title: string;
  description: string;
  confirm_label: string;
  /** Said when it is done. */
  done: string;
  request: () => Promise<ActionResult<unknown>>;
}

/** Asks before something is taken from a person, and says what came of it. */
function ActOnUser({ title, description, confirm_label, done, request, onClose, onDone }: ActOnUserProps) {
  const { busy, problem, act } = useAct();
  const confirm = () =>
    act(request, () => {
      notify.done(done);
      onDone();
      onClose();
    });
  return (
    <ConfirmDialog
      open
      onOpenChange={closing(onClose)}
      title={title}
      description={description}
      confirm_label={confirm_label}
      danger
      busy={busy}
      onConfirm={() => void confirm()}
    >
      <ProblemNote problem={problem} />
    </ConfirmDialog>
  );
}

export function RemoveUser({ user, deleteUser, ...door }: UserDialogProps & Pick<PeopleActions, 'deleteUser'>) {
  const { t } = useText();
  return (
    <ActOnUser
      {...door}
      title={t('Remove {name}?', { name: user.name })}
      description={t(
        'Out of this fleet alone: pages and streams end within seconds. What the person did stays in the logs. Whoever belongs to no other fleet loses the account.',
      )}
      confirm_label={t('Remove person')}
      done={t('{name} is removed', { name: user.name })}
      request={() => deleteUser({ params: { user_id: user.id } })}
    />
  );
}

export function ResetSecondFactor({
  user,
  resetUserSecondFactor,
  ...door
}: UserDialogProps & Pick<PeopleActions, 'resetUserSecondFactor'>) {
  const { t } = useText();
  return (
    <ActOnUser
      {...door}
      title={t('Take off the second factor of {name}?', { name: user.name })}
      description={t(
        'For somebody who lost the phone and the recovery codes. Make sure that you speak with this person. All sign-ins end; the password alone opens the account until a new second factor is set up.',
      )}
      confirm_label={t('Take off')}
      done={t('{name} has no second factor any more', { name: user.name })}
      request={() => resetUserSecondFactor({ params: { user_id: user.id } })}
    />
  );
}

export function PasswordLink({
  user,
  createPasswordReset,
  onClose,
}: Omit<UserDialogProps, 'onDone'> & Pick<PeopleActions, 'createPasswordReset'>) {
  const { t } = useText();
  const { busy, problem, act } = useAct();
  const [link, setLink] = useState<PasswordResetLink>();
  const make = () => act(() => createPasswordReset({ params: { user_id: user.id } }), setLink);
  const done = (
    <Button variant="primary" onClick={onClose}>
      {t('Done')}
    </Button>
  );
  const ask = (
    <>
      <Button onClick={onClose}>{t('Cancel')}</Button>
      <Button variant="primary" busy={busy} onClick={() => void make()}>
        {t('Make link')}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={closing(onClose)}
      title={t('New password for {name}', { name: user.name })}
      description={t('A link by which this person chooses a new password. A second factor is asked for all the same.')}
      footer={link ? done : ask}
    >
      {link && <LinkOnce url={link.url} until={t('Good once, for 15 minutes. An earlier link is void.')} />}
      <ProblemNote problem={problem} />
    </Dialog>
  );
}
