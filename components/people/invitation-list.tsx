'use client';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { ListFrame } from '#components/ui/list-frame.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '#components/ui/table.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Invitation } from '#lib/contract/people.ts';
import type { PeopleActions } from './people-actions.ts';
import { useAct } from './use-act.ts';

export interface InvitationListProps {
  invitations: readonly Invitation[];
  may_change: boolean;
  withdrawInvitation: PeopleActions['withdrawInvitation'];
  onChanged: () => void;
}

/** Invitations that nobody has accepted yet. */
export function InvitationList({ invitations, may_change, withdrawInvitation, onChanged }: InvitationListProps) {
  const { t, translate } = useText();
  const { busy, problem, act } = useAct();
  const withdraw = ({ id, email }: Invitation) =>
    void act(
      () => withdrawInvitation({ params: { invitation_id: id } }),
      () => {
        notify.done(t('The invitation of {name} is withdrawn', { name: email }));
        onChanged();
      },
    );
  return (
    <section aria-labelledby="open-invitations" className="mt-6">
      <h2 id="open-invitations" className="px-4 pb-2 font-semibold text-sm">
        {t('Open invitations')}
      </h2>
      <div className="px-4">
        <ProblemNote problem={problem} />
      </div>
      <ListFrame>
        <Table label={t('Open invitations')}>
          <thead>
            <tr>
              <Th>{t('E-mail')}</Th>
              <Th className="hidden sm:table-cell">{t('Preset')}</Th>
              <Th className="hidden md:table-cell">{t('Invited by')}</Th>
              <Th>{t('Ends')}</Th>
              {may_change && (
                <Th>
                  <span className="sr-only">{t('Actions')}</span>
                </Th>
              )}
            </tr>
          </thead>
          <tbody>
            {invitations.map((invitation) => (
              <Tr key={invitation.id}>
                <Td className="font-medium max-sm:max-w-40" title={invitation.email}>
                  {invitation.email}
                </Td>
                <Td className="hidden sm:table-cell">{invitation.preset ? translate(invitation.preset) : t('Own permissions')}</Td>
                <Td className="hidden text-ink-soft md:table-cell">{invitation.invited_by}</Td>
                <Td>
                  <RelativeTime at={invitation.expires_at} />
                </Td>
                {may_change && (
                  <Td className="text-right">
                    <Button size="sm" variant="ghost" busy={busy} onClick={() => withdraw(invitation)}>
                      {t('Withdraw')}
                      <span className="sr-only"> {invitation.email}</span>
                    </Button>
                  </Td>
                )}
              </Tr>
            ))}
          </tbody>
        </Table>
      </ListFrame>
    </section>
  );
}
