import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that start no process, change nothing that others share, and measure only with room to spare. */
const TOGETHER = [
  'test/{app,cases,codes,core,fhir,handlers,pas,pas-client,submissions,web,x12}/**/*.test.ts',
  'test/access/{answer-size,audit-*,faults-*,limits}.test.ts',
  'test/endpoints/{list-tags,record-decision,rule-pack-crashes,unreadable-*}.test.ts',
];
const NEVER = ['test/crash/**', 'test/bench/**'];

/** Those that share a process come one after the other: it ends where another kind comes next. */
class Together extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => a.project.name.localeCompare(b.project.name));
  }
}

export default defineConfig({
  test: {
    globalSetup: 'test/support/once-a-run.ts',
    // One worker less than cores is the default: on two cores that leaves one idle for half the suite.
    maxWorkers: '100%',
    // Two cores, real browsers and real processes: where nobody can look, a test has failed when it failed twice.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    sequence: { sequencer: Together },
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: [...NEVER, ...TOGETHER] },
      },
      { extends: true, test: { name: 'together', include: TOGETHER, exclude: NEVER, isolate: false } },
    ],
  },
});
