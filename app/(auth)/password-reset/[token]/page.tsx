import { LinkOver } from '#components/auth/link-over.tsx';
import { PasswordResetForm } from '#components/auth/password-reset-form.tsx';
import { PlainPage } from '#components/shell/plain-page.tsx';
import { sharedApp } from '#server/app.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { viewPasswordReset } from '#server/services/account.ts';

export const generateMetadata = pageTitle('New password');

export default async function PasswordResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const person = await viewPasswordReset(sharedApp(), token);
  return (
    <PlainPage width="sm">{person ? <PasswordResetForm token={token} email={person.email} name={person.name} /> : <LinkOver />}</PlainPage>
  );
}
