import { Problem, type ProblemBody, problemBody } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';

/** The problem that a caller is shown for whatever was thrown. What is no `Problem` is our fault: logged once here, and told without its text. */
export const toProblem = (app: App, error: unknown, flow_id: string, where: string): Problem => {
  if (Problem.is(error)) {
    if (error.extras.cause) app.log.warn({ flow_id, where, err: error.extras.cause }, error.message);
    return error;
  }
  if (app.db.dialect.isTransient(error)) {
    app.log.warn({ flow_id, where, err: error }, 'The database is busy');
    return new Problem('service-unavailable', 'The database is busy or away for the moment.', { retry_after_seconds: 1 });
  }
  app.log.error({ flow_id, where, err: error }, 'Unexpected failure');
  return new Problem('internal-server-error', 'Something went wrong on our side. Quote the flow id.');
};

export const toProblemBody = (app: App, error: unknown, flow_id: string, where: string): ProblemBody =>
  problemBody(toProblem(app, error, flow_id, where), flow_id, app.config.app_url);
