import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { root } from './step.ts';

/** Files that take longer than 20 s, the longest first. */
export const long_files = [
  'server/proofs/acknowledged.proof.test.ts',
  'server/rest/schemathesis.proof.test.ts',
  'server/rest/fuzz.db.test.ts',
  'server/gateway/unit-setups.db.test.ts',
  'server/proofs/at-most-once.proof.test.ts',
  'server/gateway/streams.db.test.ts',
  'server/proofs/several-gateways.proof.test.ts',
  'server/proofs/broker-outage.proof.test.ts',
  'server/proofs/event-delivery.proof.test.ts',
  'server/proofs/live-resume.proof.test.ts',
  'server/gateway/several-gateways.db.test.ts',
  'server/proofs/brand-isolation.proof.test.ts',
  'server/gateway/secret-rotation.db.test.ts',
  'server/proofs/message-log.proof.test.ts',
  'server/gateway/unit-passwords.db.test.ts',
  'server/proofs/cursor-reader.proof.test.ts',
  'server/streams/amqp.db.test.ts',
  'server/proofs/erasure.proof.test.ts',
  'server/rest/permission-matrix.db.test.ts',
  'server/adapters/conformance/conformance-commands.test.ts',
  'server/proofs/webhook-delivery.proof.test.ts',
  'server/adapters/conformance/conformance-state.test.ts',
  'server/setup/eighth-brand.proof.test.ts',
];

/** Sorts files of all projects alike: those known to be long, in the order above, then by size, so that no worker is left alone with a long one at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const places = new Map(long_files.map((file, place) => [join(root, file), place]));
    const placeOf = ({ moduleId }: TestSpecification): number => places.get(moduleId) ?? long_files.length;
    const sizes = new Map(files.map(({ moduleId }) => [moduleId, existsSync(moduleId) ? statSync(moduleId).size : 0]));
    const sizeOf = ({ moduleId }: TestSpecification): number => sizes.get(moduleId) ?? 0;
    return [...files].sort((a, b) => placeOf(a) - placeOf(b) || sizeOf(b) - sizeOf(a));
  }
}
