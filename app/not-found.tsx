import { PlainPage } from '#components/shell/plain-page.tsx';
import { Empty } from '#components/states/empty.tsx';
import { buttonClass } from '#components/ui/button-class.ts';
import { pageText, pageTitle } from '#server/pages/page-text.ts';

export const generateMetadata = pageTitle('Not found');

/** Sent along with every page, so it brings no code of its own. */
export default async function NotFoundPage() {
  const { t } = await pageText();
  return (
    <PlainPage width="sm">
      <h1 className="sr-only">{t('Not found')}</h1>
      <Empty
        title={t('There is nothing at this address')}
        description={t('It was removed, never existed, or belongs to another fleet. A removed vehicle may be in the archive.')}
        action={
          <a href="/fleet" className={buttonClass({ variant: 'primary' })}>
            {t('To the fleet')}
          </a>
        }
        className="my-auto"
      />
    </PlainPage>
  );
}
