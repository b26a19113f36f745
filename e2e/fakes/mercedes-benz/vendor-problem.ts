import type { FakeAnswer } from '../http-fault.ts';

/** The vendor's form of an error: `statusCode`, not `status`, and fields that tell what was not found. */
export const vendorProblem = (status: number, type: string, more: object): FakeAnswer => ({
  status,
  body: { type, title: 'Error', statusCode: status, instance: 'about:blank', ...more },
});
