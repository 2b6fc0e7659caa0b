import { defineConfig } from 'vitest/config'

/**
 * These look at what a process has open, or start processes of their own (a browser): each file has a process for itself. All
 * others share the processes, so that modules are loaded a few times and not two hundred times.
 */
const alone = [
  'test/docs/**/*.test.ts',
  'test/editor/**/*.test.ts',
  'test/fuzz/**/*.test.ts',
  'test/page/**/*.browser.test.ts',
  'test/promises/**/*.test.ts',
  'test/soak/**/*.test.ts',
  'test/library.test.ts',
]

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores: a third file uses the time in which others wait for programs and deadlines.
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: alone, isolate: false } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
})
