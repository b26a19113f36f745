import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { parseTheme, theme_cookie, themeAttribute } from '#components/shell/theme.ts';
import { Toaster } from '#components/ui/toast.tsx';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Motorpool', template: '%s · Motorpool' },
  description: 'Fleet control centre for shared vehicles',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#171b20' },
  ],
};

/** Reading the cookie also makes every page dynamic, which the nonce of the content security policy needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeAttribute(parseTheme((await cookies()).get(theme_cookie)?.value));
  return (
    <html lang="en" {...(theme && { 'data-theme': theme })}>
      <body>
        {children}
        <Toaster />
      </body>
    </html>
  );
}
