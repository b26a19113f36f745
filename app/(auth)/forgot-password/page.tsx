import { ForgotPassword } from '#components/auth/forgot-password.tsx';
import { PlainPage } from '#components/shell/plain-page.tsx';
import { pageTitle } from '#server/pages/page-text.ts';

export const generateMetadata = pageTitle('Forgot the password?');

export default function ForgotPasswordPage() {
  return (
    <PlainPage width="sm">
      <ForgotPassword />
    </PlainPage>
  );
}
