'use client';
import { useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { notify } from '#components/ui/toast.tsx';
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

export function RemoveUser({ user, deleteUser, onClose, onDone }: UserDialogProps & Pick<PeopleActions, 'deleteUser'>) {
  const { t } = useText();
  const { busy, problem, act } = useAct();
  const remove = () =>
    act(
      () => deleteUser({ params: { user_id: user.id } }),
      () => {
        notify.done(t('{name} is removed', { name: user.name }));
        onDone();
        onClose();
      },
    );
  return (
    <ConfirmDialog
      open
      onOpenChange={closing(onClose)}
      title={t('Remove {name}?', { name: user.name })}
      description={t(
        'Out of this fleet alone: pages and streams end within seconds. What the person did stays in the logs. Whoever belongs to no other fleet loses the account.',
      )}
      confirm_label={t('Remove person')}
      danger
      busy={busy}
      onConfirm={() => void remove()}
    >
      <ProblemNote problem={problem} />
    </ConfirmDialog>
  );
}

export function ResetSecondFactor({
  user,
  resetUserSecondFactor,
  onClose,
  onDone,
}: UserDialogProps & Pick<PeopleActions, 'resetUserSecondFactor'>) {
  const { t } = useText();
  const { busy, problem, act } = useAct();
  const reset = () =>
    act(
      () => resetUserSecondFactor({ params: { user_id: user.id } }),
      () => {
        notify.done(t('{name} has no second factor any more', { name: user.name }));
        onDone();
        onClose();
      },
    );
  return (
    <ConfirmDialog
      open
      onOpenChange={closing(onClose)}
      title={t('Take off the second factor of {name}?', { name: user.name })}
      description={t(
        'For somebody who lost the phone and the recovery codes. Make sure that you speak with this person. All sign-ins end; the password alone opens the account until a new second factor is set up.',
      )}
      confirm_label={t('Take off')}
      danger
      busy={busy}
      onConfirm={() => void reset()}
    >
      <ProblemNote problem={problem} />
    </ConfirmDialog>
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
