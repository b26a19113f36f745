/** Limits that no test runs into unless it sets its own. */
export const unlimited = Object.fromEntries(
  [
    'API_REQUESTS_PER_MINUTE',
    'API_COMMANDS_PER_MINUTE',
    'API_STATE_READS_PER_MINUTE',
    'API_TOKENS_PER_SECOND',
    'PERSON_REQUESTS_PER_MINUTE',
  ].map((name) => [name, '1000000']),
);
