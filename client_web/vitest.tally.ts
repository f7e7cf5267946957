/// One plain last line with the number of tests, for runners that count: `N passed, N failed`.
import type { Reporter, TestModule } from 'vitest/node';

export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const brokenModules = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    );
    const line = `${count('passed')} passed, ${count('failed') + brokenModules.length} failed\n`;
    process.on('exit', () => process.stdout.write(line));
  }
}
