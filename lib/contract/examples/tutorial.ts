/** The tutorial, command by command. The page shows these, and a test runs the same against a real server. They need a POSIX shell, curl and sed. */

export interface TutorialStep {
  id: string;
  title: string;
  /** What happens and why; `backticks` mark code. */
  text: string;
  command: string;
  /** What to look at in the answer. */
  after: string;
}

export const tutorial_settings = `export APP_URL=http://127.0.0.1:3000
export CLIENT_ID='F48XD#cl1'
export CLIENT_SECRET=...`;

const authorization = '-H "Authorization: Bearer $TOKEN"';

export const tutorial_steps: readonly TutorialStep[] = [
  {
    id: 'token',
    title: 'Get a token',
    text: 'The client proves itself by HTTP Basic. Client ids contain a `#`; send it as it is. The answer is short-lived, so a program asks again shortly before `expires_in` seconds are over.',
    command: `TOKEN=$(curl -fsS -u "$CLIENT_ID:$CLIENT_SECRET" -H 'Content-Type: application/json' \\
  -X POST "$APP_URL/api/v1/auth/oauth/token?grant_type=client_credentials" \\
  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
echo "Token of \${#TOKEN} characters"`,
    after: 'The token is opaque: nothing can be read from it. Keep it in memory, never in an app that customers hold.',
  },
  {
    id: 'list',
    title: 'Find a vehicle',
    text: 'Filters are query parameters. This one asks for a vehicle that can unlock its central lock, because not every model can, and that has been heard of lately.',
    command: `curl -fsS ${authorization} \\
  "$APP_URL/api/v1/vehicles?command_capability=UNLOCK_CENTRAL_LOCK&life_status=ONLINE&limit=1"`,
    after:
      '`capabilities` says which commands the vehicle takes and which state it reports. A `next_page_token` leads to the next page: send it back as `page_token` with the same filters.',
  },
  {
    id: 'choose',
    title: 'Keep its id',
    text: 'Vehicle ids look short, but do not build on their length.',
    command: `VEHICLE_ID=$(curl -fsS ${authorization} \\
  "$APP_URL/api/v1/vehicles?command_capability=UNLOCK_CENTRAL_LOCK&life_status=ONLINE&limit=1" \\
  | sed 's/^{"items":\\[{"id":"\\([^"]*\\)".*/\\1/')
echo "Vehicle $VEHICLE_ID"`,
    after: 'A booking system stores this id with its own vehicle, once.',
  },
  {
    id: 'unlock',
    title: 'Unlock it',
    text: 'The call waits, for at most 30 seconds, until the vehicle or its manufacturer proves what happened. The `Idempotency-Key` is your own name for this act: after a lost connection send the same key again, and the vehicle is not asked twice.',
    command: `BOOKING=booking-$(date +%s)
curl -sS ${authorization} -H "Idempotency-Key: $BOOKING" \\
  -X POST "$APP_URL/api/v1/vehicles/$VEHICLE_ID/commands/unlock-central-lock"`,
    after:
      'Status 200 carries the vehicle state and means that it is done. In an error, branch on `type` alone. `/problems/vehicle/command-outcome-unknown` is not a failure: the door may be open. Read the command log before you try again.',
  },
  {
    id: 'state',
    title: 'Read its state',
    text: 'The newest known value of each property, with the instant at which it was measured.',
    command: `curl -fsS ${authorization} "$APP_URL/api/v1/vehicles/$VEHICLE_ID/latest-vehicle-state"`,
    after: '`central_lock` says `UNLOCKED` once the vehicle has reported it. Do not poll this: the last step brings every change to you.',
  },
  {
    id: 'log',
    title: 'See what became of the command',
    text: 'Every command is kept: who asked, when it left, when it ended and how that was learnt.',
    command: `curl -fsS ${authorization} "$APP_URL/api/v1/vehicles/$VEHICLE_ID/command-log?limit=1"`,
    after:
      '`settled_by` is `ANSWER` when the reply to the command proved it, `STATE` when a later report did, `PERSON` when somebody looked.',
  },
  {
    id: 'live',
    title: 'Follow what happens',
    text: 'A stream of server-sent events, here from the beginning of what is still held, for five seconds. Without `--max-time` it goes on; without `after` it begins now.',
    command: `curl -sN --max-time 5 ${authorization} "$APP_URL/api/v1/live?after=0" || [ $? -eq 28 ]`,
    after:
      'Each `log` frame carries events in sequence, and its `id` is the last of them. Store that number with what you made of the events; after a break, resume with `after=` it and nothing is lost.',
  },
];
