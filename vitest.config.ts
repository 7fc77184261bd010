import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/crash/**', 'test/bench/**'],
    globalSetup: 'test/support/once-a-run.ts',
    // One worker less than cores is the default: on two cores that leaves one idle for half the suite.
    maxWorkers: '100%',
    // Two cores, real browsers and real processes: where nobody can look, a test has failed when it failed twice.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
