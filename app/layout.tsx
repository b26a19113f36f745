import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { parseTheme, theme_cookie, themeAttribute } from '#components/shell/theme.ts';
import { Toaster } from '#components/ui/toast.tsx';
import { TextProvider } from '#lib/client/text-provider.tsx';
import { dictionaryOf } from '#lib/messages/dictionary.ts';
import { pageLanguage, pageText } from '#server/pages/page-text.ts';
import './globals.css';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: { default: 'Motorpool', template: '%s · Motorpool' },
  description: (await pageText()).t('Fleet control centre for shared vehicles'),
  robots: { index: false, follow: false },
});

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
  const language = await pageLanguage();
  return (
    <html lang={language} {...(theme && { 'data-theme': theme })}>
      <body>
        <TextProvider language={language} dictionary={dictionaryOf(language)}>
          {children}
          <Toaster />
        </TextProvider>
      </body>
    </html>
  );
}
