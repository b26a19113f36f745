'use client';
import { CodeBlock } from '#components/docs/code-block.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ApiClientWithSecret } from '#lib/contract/api-clients.ts';

const frame = 'rounded-md border border-line bg-sunken px-2.5 py-1.5';

/** Id and secret, told once, and lines to try them with. */
export function SecretOnce({ client, api_url }: { client: ApiClientWithSecret; api_url: string }) {
  const { t } = useText();
  const curl = [
    `TOKEN=$(curl -su '${client.id}:${client.client_secret}' -X POST \\`,
    `  '${api_url}/auth/oauth/token?grant_type=client_credentials' | jq -r .access_token)`,
    `curl -H "Authorization: Bearer $TOKEN" '${api_url}/me'`,
  ].join('\n');
  return (
    <div className="flex flex-col gap-3">
      <Notice tone="warning">{t('The secret is shown only now. Copy it to where the program keeps its secrets.')}</Notice>
      <div>
        <p className="mb-1 font-medium text-sm">{t('Client id')}</p>
        <div className={frame}>
          <Copyable value={client.id} label={t('Client id')} mono />
        </div>
      </div>
      <div>
        <p className="mb-1 font-medium text-sm">{t('Secret')}</p>
        <div className={frame}>
          <Copyable value={client.client_secret} label={t('Secret')} mono className="[&>span]:whitespace-normal [&>span]:break-all" />
        </div>
      </div>
      <div>
        <p className="mb-1 font-medium text-sm">{t('Try it in a terminal')}</p>
        <CodeBlock label={t('Try it in a terminal')} text={curl} />
      </div>
    </div>
  );
}
