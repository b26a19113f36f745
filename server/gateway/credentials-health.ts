import { AdapterFailure, type Credentials } from '#server/adapters/port.ts';
import { type App, nowAt } from '#server/app.ts';
import { addCredentialsFailure, noteCredentialsSuccess, updateCredentialsAt } from '#server/store/credentials.ts';
import { write } from '#server/store/write.ts';

/** Which secrets were used: what they did is not told of those that replaced them meanwhile. */
export type Used = Pick<Credentials, 'id' | 'revision'>;

export interface CredentialsHealth {
  succeeded(credentials: Used): void;
  failed(credentials: Used, error: unknown): void;
}

const success_interval_ms = 60_000;
const most_noted = 10_000;

/** Keeps how credentials fare for their page. Successes are noted once a minute: a poller has many. */
export const createCredentialsHealth = (app: App): CredentialsHealth => {
  const noted = new Map<string, number>();
  const quietly = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => app.log.error({ err: error }, 'Health of credentials not noted'));
  return {
    succeeded: ({ id, revision }) => {
      const key = `${id}/${revision}`;
      if (app.clock() - (noted.get(key) ?? 0) < success_interval_ms) return;
      noted.set(key, app.clock());
      const [oldest] = noted.size > most_noted ? noted.keys() : [];
      if (oldest !== undefined) noted.delete(oldest);
      quietly(write(app, (tx) => noteCredentialsSuccess(tx, id, Math.abs(revision), revision > 0, nowAt(app))));
    },
    failed: ({ id, revision }, error) => {
      noted.delete(`${id}/${revision}`);
      const rejected = error instanceof AdapterFailure && error.kind === 'rejected';
      if (rejected) app.log.error({ credentials_id: id, alarm: 'REFUSED' }, 'The manufacturer refuses stored credentials');
      quietly(
        write(app, async (tx) => {
          await addCredentialsFailure(tx, id, Math.abs(revision));
          if (!rejected) return;
          const refused = { status: 'INVALID', status_detail: 'The manufacturer refused them.', checked_at: nowAt(app) };
          await updateCredentialsAt(tx, id, Math.abs(revision), refused);
        }),
      );
    },
  };
};
