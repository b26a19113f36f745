import { InvitationForm } from '#components/auth/invitation-form.tsx';
import { JoinForm } from '#components/auth/join-form.tsx';
import { LinkOver } from '#components/auth/link-over.tsx';
import { PlainPage } from '#components/shell/plain-page.tsx';
import { sharedApp } from '#server/app.ts';
import { currentActor } from '#server/pages/current-actor.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { viewInvitation } from '#server/services/invitations.ts';
import { joinFleet } from './actions.ts';

export const generateMetadata = pageTitle('Invitation');

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await viewInvitation(sharedApp(), token);
  if (!invitation) {
    return (
      <PlainPage width="sm">
        <LinkOver />
      </PlainPage>
    );
  }
  const { has_account, name, ...told } = invitation;
  const signed_in_as = (await currentActor())?.email;
  return (
    <PlainPage width="sm">
      {has_account ? (
        <JoinForm {...told} token={token} signed_in_as={signed_in_as} joinFleet={joinFleet} />
      ) : (
        <InvitationForm {...told} name={name} token={token} />
      )}
    </PlainPage>
  );
}
