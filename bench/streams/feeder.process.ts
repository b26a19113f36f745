/** Commits events to the log at the wanted pace, as a gateway does that gathers what arrives within some milliseconds. */
import { write } from '#server/store/write.ts';
import { openBenchApp } from '../open-app.ts';
import { makeEvent } from './event.ts';
import type { FeederOptions, Sending } from './messages.ts';
import { tellPaced } from './paced.ts';

const options: FeederOptions = JSON.parse(process.argv[2] ?? '{}');
const app = await openBenchApp(options);
let number = 0;

process.on('message', async (sending: Sending) => {
  await tellPaced(sending, (flow_ids) =>
    write(app, async (_tx, emit) => {
      for (const flow_id of flow_ids) {
        number += 1;
        emit(makeEvent(options.fleet_id, flow_id, number));
      }
    }),
  );
});
process.send?.({});
