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
      'test/falsify/falsify.test.ts',
      'test/browser/{accessible,views,exchange,reviewer,reviewer-acts,view-costs}.test.ts',
    ],
    globalSetup: 'test/support/once-a-run.ts',
    testTimeout: 90 * 60_000,
    env: {
      // Every write of every form.
      KILL_EVERY: '1',
      // Every place where a call fails or a process dies, and every value at the limits.
      EVERY_CASE: '1',
      // Every state in every look, on a page of its own.
      LOOKS: 'every',
      // Everything there is to falsify, in two orders each.
      FALSIFY_ROUNDS: '2',
      // The least of five runs.
      VIEW_RUNS: 'every',
      // Random exchanges with a payer.
      EXCHANGES: process.env.EXCHANGES ?? '500',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  },
});
