import { AdapterFailure } from '#server/adapters/port.ts';
import { type App, nowAt } from '#server/app.ts';
import { addCredentialsFailure, noteCredentialsSuccess, updateCredentials } from '#server/store/credentials.ts';
import { write } from '#server/store/write.ts';

export interface CredentialsHealth {
  succeeded(credentials_id: string): void;
  failed(credentials_id: string, error: unknown): void;
}

const success_interval_ms = 60_000;

/** Keeps how credentials fare for their page. Successes are noted once a minute: a poller has many. */
export const createCredentialsHealth = (app: App): CredentialsHealth => {
  const noted = new Map<string, number>();
  const quietly = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => app.log.error({ err: error }, 'Health of credentials not noted'));
  return {
    succeeded: (credentials_id) => {
      if (app.clock() - (noted.get(credentials_id) ?? 0) < success_interval_ms) return;
      noted.set(credentials_id, app.clock());
      quietly(write(app, (tx) => noteCredentialsSuccess(tx, credentials_id, nowAt(app))));
    },
    failed: (credentials_id, error) => {
      noted.delete(credentials_id);
      const rejected = error instanceof AdapterFailure && error.kind === 'rejected';
      quietly(
        write(app, async (tx) => {
          await addCredentialsFailure(tx, credentials_id);
          if (!rejected) return;
          await updateCredentials(tx, credentials_id, {
            status: 'INVALID',
            status_detail: 'The manufacturer refused them.',
            checked_at: nowAt(app),
          });
        }),
      );
    },
  };
};
