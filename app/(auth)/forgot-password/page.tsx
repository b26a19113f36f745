import { ForgotPassword } from '#components/auth/forgot-password.tsx';
import { PlainPage } from '#components/shell/plain-page.tsx';
import { sharedApp } from '#server/app.ts';
import { pageTitle } from '#server/pages/page-text.ts';

export const generateMetadata = pageTitle('Forgot the password?');
export const dynamic = 'force-dynamic';

export default function ForgotPasswordPage() {
  return (
    <PlainPage width="sm">
      <ForgotPassword sends_mail={sharedApp().config.mail !== undefined} />
    </PlainPage>
  );
}
