'use client';
import { useText } from '#lib/client/text-provider.tsx';

/** First stop of the keyboard: past the navigation, to the content. */
export const SkipLink = () => {
  const { t } = useText();
  return (
    <a
      href="#main"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md border border-line bg-raised px-3 py-1.5 font-medium shadow-floating focus:translate-y-0"
    >
      {t('Skip to content')}
    </a>
  );
};
