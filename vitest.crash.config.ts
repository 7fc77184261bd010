import { defineConfig } from 'vitest/config';

/** Minutes, not seconds: a service on disk, killed three hundred times while it works. */
export default defineConfig({
  test: {
    include: [
      'test/crash/**/*.test.ts',
      'test/submissions/killed.test.ts',
      'test/submissions/random-exchanges.test.ts',
    ],
    globalSetup: 'test/support/once-a-run.ts',
    testTimeout: 90 * 60_000,
    env: {
      // Every write of every form.
      KILL_EVERY: '1',
      // Random exchanges with a payer.
      EXCHANGES: process.env.EXCHANGES ?? '500',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  },
});
