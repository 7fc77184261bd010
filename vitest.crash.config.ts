import { defineConfig } from 'vitest/config';

/** Minutes, not seconds: a service on disk, killed three hundred times while it works. */
export default defineConfig({
  test: {
    include: [
      'test/crash/**/*.test.ts',
      'test/access/{faults-*,reads-at-limits}.test.ts',
      'test/endpoints/{list-tags,rule-pack-crashes}.test.ts',
      'test/pas/{act-crashes,crashes,document-crashes}.test.ts',
      'test/submissions/{documents-killed,killed}.test.ts',
      'test/submissions/random-exchanges.test.ts',
    ],
    testTimeout: 90 * 60_000,
    env: {
      // Every write of every form.
      KILL_EVERY: '1',
      // Every place where a call fails or a process dies, and every value at the limits.
      EVERY_CASE: '1',
      // Random exchanges with a payer.
      EXCHANGES: process.env.EXCHANGES ?? '500',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  },
});
